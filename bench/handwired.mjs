// The peer: what a good engineer would wire by hand in a day. Kept as it was written, so that nobody can say it was
// weakened for a comparison. `npm run quality` judges the same signups with it.
// biome-ignore-all format: kept as it was written
// biome-ignore-all lint: kept as it was written
// biome-ignore-all assist: kept as it was written
// handwired.mjs: what a competent engineer would wire by hand today, as the side-by-side peer for scoreSignup().
// zod + disposable-email-domains (Set) + ipaddr.js over 10k CIDRs + ua-parser-js 1.x + libphonenumber-js + rate-limiter-flexible memory x4.
// Self-contained: needs only those six packages. Run: node --expose-gc handwired.mjs   (prints one JSON line)
// Import: const { makePeer, makeSignups } = await import('./handwired.mjs'); const peer = await makePeer(); await peer.score(signup)
import { pathToFileURL } from 'node:url'
const direct = process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href
const rng = (seed) => () => { seed = (seed + 0x6D2B79F5) | 0; let t = Math.imul(seed ^ seed >>> 15, 1 | seed); t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t; return ((t ^ t >>> 14) >>> 0) / 4294967296 }
export function makeCidrs(n = 10000, seed = 11) {                        // deterministic, shaped like hosting lists: /16../24
  const R = rng(seed), out = new Set()
  while (out.size < n) { const p = 16 + ((R() * R() * -8 + 8) | 0) + ((R() * 2) | 0), b = Math.min(24, p), a = ((R() * 0xdf000000) >>> 0) + 0x01000000, net = (a & (0xffffffff << (32 - b))) >>> 0; out.add([net >>> 24, net >>> 16 & 255, net >>> 8 & 255, net & 255].join('.') + '/' + b) }
  return [...out]
}
const UA = (R) => { const v = 110 + ((R() * 40) | 0), x = R(); return x < .45 ? `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${v}.0.0.0 Safari/537.36` : x < .6 ? `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.${(R() * 6) | 0} Safari/605.1.15` : x < .8 ? `Mozilla/5.0 (iPhone; CPU iPhone OS 17_${(R() * 6) | 0} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.${(R() * 6) | 0} Mobile/15E148 Safari/604.1` : x < .9 ? `Mozilla/5.0 (Linux; Android 14; Pixel ${6 + ((R() * 4) | 0)}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${v}.0.${(R() * 7000) | 0}.${(R() * 200) | 0} Mobile Safari/537.36` : x < .96 ? `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/${v}.0.0.0 Safari/537.36` : `python-requests/2.${20 + ((R() * 12) | 0)}.0` }
export function makeSignups(n = 4096, seed = 7) {
  const R = rng(seed), pick = (a) => a[(R() * a.length) | 0], d = (k) => Array.from({ length: k }, () => (R() * 10) | 0).join('')
  const good = ['gmail.com', 'outlook.com', 'yahoo.com', 'icloud.com', 'proton.me', 'hotmail.com', 'acme.io', 'north-data.dev', 'blue.co.uk'], bad = ['mailinator.com', 'guerrillamail.com', '10minutemail.com', 'yopmail.com', 'sharklasers.com']
  const flat = (s) => Buffer.from(s).toString()
  return Array.from({ length: n }, (_, i) => ({
    email: flat(`user${(R() * 1e7) | 0}${R() < .1 ? '+t' + ((R() * 99) | 0) : ''}@${R() < .12 ? pick(bad) : pick(good)}`),
    ip: flat([1 + ((R() * 222) | 0), (R() * 256) | 0, (R() * 256) | 0, (R() * 256) | 0].join('.')), userAgent: flat(UA(R)), deviceId: flat('dev_' + ((R() * 2e5) | 0).toString(36)),
    phone: R() < .7 ? flat(pick([() => '+1' + (2 + ((R() * 8) | 0)) + d(9), () => '+447' + d(9), () => '+49151' + d(8), () => '+919' + d(9), () => '+33 6 ' + d(2) + ' ' + d(2) + ' ' + d(2) + ' ' + d(2)])()) : undefined,
    name: 'Ada Lovelace', timezone: 'Europe/London', locale: 'en-GB', referrer: 'https://example.com/pricing', country: 'GB', sessionAgeMs: (R() * 60000) | 0, plan: 'trial',
  }))
}
export async function makePeer({ cidrs = makeCidrs(), cidrMode = 'ipaddr' } = {}) {
  const { createRequire } = await import('node:module'); const require = createRequire(import.meta.url)
  const z = await import('zod'); const disposable = new Set(require('disposable-email-domains')), ipaddr = (await import('ipaddr.js')).default, { UAParser } = (await import('ua-parser-js')).default ?? require('ua-parser-js')
  const { parsePhoneNumberFromString } = await import('libphonenumber-js'); const { RateLimiterMemory } = require('rate-limiter-flexible')
  const Signup = z.object({ email: z.email(), ip: z.string().max(45), userAgent: z.string().max(2048).optional(), deviceId: z.string().max(256).optional(), phone: z.string().max(32).optional(), name: z.string().max(256).optional(), timezone: z.string().max(64).optional(), locale: z.string().max(35).optional(), referrer: z.string().max(2048).optional(), country: z.string().length(2).optional(), sessionAgeMs: z.number().nonnegative().optional(), plan: z.enum(['free', 'trial', 'pro']).optional() })
  const ranges = cidrs.map((c) => ipaddr.parseCIDR(c)); let bl
  if (cidrMode === 'blocklist') { const net = await import('node:net'); bl = new net.BlockList(); for (const c of cidrs) { const [a, p] = c.split('/'); bl.addSubnet(a, +p, 'ipv4') } }
  const big = 1e9, lim = { ip1h: new RateLimiterMemory({ points: big, duration: 3600, keyPrefix: 'ip1h' }), ip1d: new RateLimiterMemory({ points: big, duration: 86400, keyPrefix: 'ip1d' }), dev: new RateLimiterMemory({ points: big, duration: 86400, keyPrefix: 'dev' }), dom: new RateLimiterMemory({ points: big, duration: 86400, keyPrefix: 'dom' }) }
  const steps = {
    parse: (s) => Signup.safeParse(s), email: (e) => disposable.has(e.slice(e.lastIndexOf('@') + 1).toLowerCase()),
    ip: (s) => { if (bl) return bl.check(s); const a = ipaddr.process(s); for (const r of ranges) if (a.match(r)) return true; return false },
    ua: (u) => new UAParser(u).getResult(), phone: (p) => parsePhoneNumberFromString(p)?.isValid() ?? false,
    velocity: (s, dom) => Promise.all([lim.ip1h.consume(s.ip), lim.ip1d.consume(s.ip), s.deviceId ? lim.dev.consume(s.deviceId) : null, lim.dom.consume(dom)]),
  }
  async function score(input) {
    const p = steps.parse(input); if (!p.success) return { score: 100, tier: 'none', reasons: [{ code: 'invalid_input', weight: 100 }] }
    const s = p.data, reasons = []; let n = 0; const hit = (code, weight) => { reasons.push({ code, weight }); n += weight }
    if (steps.email(s.email)) hit('disposable_email', 45)
    if (s.email.includes('+')) hit('plus_tag', 5)
    if (steps.ip(s.ip)) hit('datacenter_ip', 20)
    if (s.userAgent) { const u = steps.ua(s.userAgent); if (!u.browser.name || /headless/i.test(s.userAgent)) hit('automated_user_agent', 40) } else hit('no_user_agent', 20)
    if (s.phone) { if (!steps.phone(s.phone)) hit('invalid_phone', 15) } else hit('no_phone', 5)
    const dom = s.email.slice(s.email.lastIndexOf('@') + 1)
    const [a, b, c] = await steps.velocity(s, dom)
    if (a.consumedPoints > 3) hit('ip_velocity_1h', 20); if (b.consumedPoints > 10) hit('ip_velocity_1d', 15); if (c && c.consumedPoints > 2) hit('device_reuse', 35)
    if (s.sessionAgeMs !== undefined && s.sessionAgeMs < 3000) hit('fast_form', 15)
    n = Math.min(100, n)
    return { score: n, tier: n >= 70 ? 'none' : n >= 40 ? 'trickle' : n >= 15 ? 'starter' : 'full', reasons }
  }
  return { score, steps }
}
if (direct) {
  const t0 = performance.now(), c0 = process.cpuUsage(), rss0 = process.memoryUsage().rss
  const peer = await makePeer({ cidrMode: process.argv[2] || 'ipaddr' }); const tReady = performance.now()
  const sig = makeSignups(); const t1 = performance.now(); await peer.score(sig[0]); const first = performance.now() - t1
  const c = process.cpuUsage(c0); globalThis.gc?.(); const rss = process.memoryUsage().rss
  for (let i = 1; i < 4000; i++) await peer.score(sig[i & 4095])
  const q = (a, p) => { a.sort((x, y) => x - y); return a[Math.min(a.length - 1, Math.floor(p * a.length))] }
  const per = []; for (let r = 0; r < 21; r++) { const t = performance.now(); for (let i = 0; i < 400; i++) await peer.score(sig[(r * 400 + i) & 4095]); per.push((performance.now() - t) * 1e3 / 400) }
  const st = {}; const T = async (n, f, k = 400) => { const a = []; for (let r = 0; r < 11; r++) { const t = performance.now(); for (let i = 0; i < k; i++) await f(sig[(r * k + i) & 4095]); a.push((performance.now() - t) * 1e3 / k) } st[n] = +q(a, .2).toFixed(2) }
  await T('parse', s => { peer.steps.parse(s) }); await T('email', s => { peer.steps.email(s.email) }); await T('ip', s => { peer.steps.ip(s.ip) }); await T('ua', s => { peer.steps.ua(s.userAgent) }); await T('phone', s => { if (s.phone) peer.steps.phone(s.phone) }); await T('velocity x4', s => peer.steps.velocity(s, 'x.com'))
  console.log(JSON.stringify({ peer: 'handwired', cidr: process.argv[2] || 'ipaddr', readyMs: +(tReady - t0).toFixed(1), readyCpuMs: +((c.user + c.system) / 1e3).toFixed(1), firstScoreMs: +first.toFixed(2), rssMB: +(rss / 1048576).toFixed(1), dRssMB: +((rss - rss0) / 1048576).toFixed(1), usPerSignup: { p20: +q(per, .2).toFixed(1), median: +q(per, .5).toFixed(1) }, perSecPerCore: Math.round(1e6 / q(per, .2)), stageUs: st }))
  process.exit(0)
}

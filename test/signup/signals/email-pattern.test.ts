import { describe, expect, it } from "vitest";
import { emailPattern } from "../../../src/signup/signals/email-pattern.js";
import { emailOf, look, lookAt, refusal, strengthOf } from "./harness.js";

const signal = emailPattern();
const strengthIn = async (code: string, address: string): Promise<number> =>
  strengthOf(await look(signal, { email: emailOf(address) }), code);

/** Numbers from 0 to 1 that are the same in every run (Lehmer's generator with the multiplier 48271). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

describe("gmail-dots", () => {
  it.each([
    ["a.nn.a.lee@gmail.com", 0.5],
    ["ann.a.l.ee@gmail.com", 0.5],
    ["j.ohn.s.m.ith@gmail.com", 0.792],
    ["j.o.h.n.s.m.i.th@googlemail.com", 1],
    ["a.b.c.d.e.f+7@gmail.com", 1],
  ])("gives %s the strength %d", async (address, strength) => {
    expect(await strengthIn("gmail-dots", address)).toBe(strength);
  });

  it("catches most of what a generator makes of a name", async () => {
    const random = seeded(11);
    let caught = 0;
    for (let index = 0; index < 200; index++) {
      const dotted = [..."katherinebrown"].map((letter) => (random() < 0.5 ? `.${letter}` : letter)).join("");
      const address = `${dotted.replace(/^\./, "")}@gmail.com`;
      if ((await strengthIn("gmail-dots", address)) > 0) caught += 1;
    }
    expect(caught).toBeGreaterThan(160);
  });

  it.each([
    "ann.lee",
    "j.r.smith",
    "john.q.public",
    "ravi.k.s",
    "j.smith.k",
    "maria.del.carmen.ruiz",
    "m.a.khan",
  ])("takes %s for a name", async (name) => {
    expect(await strengthIn("gmail-dots", `${name}@gmail.com`)).toBe(0);
  });

  it("means nothing where dots mean something", async () => {
    expect(await strengthIn("gmail-dots", "j.o.h.n.s.m.i.th@outlook.com")).toBe(0);
    expect(await strengthIn("gmail-dots", "j.o.h.n.s.m.i.th@acme-widgets.com")).toBe(0);
  });
});

describe("plus-tag", () => {
  it.each([
    ["ann+news@gmail.com", 0.4],
    ["ann+17@gmail.com", 1],
    ["ann+x9k2@outlook.com", 1],
    ["ann-shop@yahoo.com", 0.4],
    ["ann@gmail.com", 0],
    ["qa+17@acme-widgets.com", 0],
    ["ann+17@cs.stanford.edu", 0],
    ["ann+17@duck.com", 0],
  ])("gives %s the strength %d", async (address, strength) => {
    expect(await strengthIn("plus-tag", address)).toBe(strength);
  });
});

describe("role", () => {
  it.each([
    ["info@acme-widgets.com", 0.4],
    ["noreply@acme-widgets.com", 1],
    ["postmaster@acme-widgets.com", 1],
    ["admin+1@gmail.com", 0.4],
    ["infora.diaz@acme-widgets.com", 0],
    ["ann@acme-widgets.com", 0],
  ])("gives %s the strength %d", async (address, strength) => {
    expect(await strengthIn("role", address)).toBe(strength);
  });

  it("learns further roles", async () => {
    const own = emailPattern({ roles: ["Welcome"] });
    const found = await look(own, { email: emailOf("welcome@acme-widgets.com") });
    expect(strengthOf(found, "role")).toBe(0.4);
  });
});

describe("digit-tail", () => {
  it.each([
    ["annlee48213@gmail.com", 0.322],
    ["annlee4821397@gmail.com", 0.807],
    ["annlee48213975@gmail.com", 1],
    ["annlee1990@gmail.com", 0],
    ["annlee19901224@gmail.com", 0],
    ["annlee24121990@gmail.com", 0],
    ["annlee241290@gmail.com", 0],
    ["annlee9876543210@gmail.com", 0],
    ["1029384756@qq.com", 0],
    ["13800138000@163.com", 0],
    ["s1234567@cs.stanford.edu", 0],
    ["e4821397@acme-widgets.com", 0],
  ])("gives %s the strength %d", async (address, strength) => {
    expect(await strengthIn("digit-tail", address)).toBe(strength);
  });
});

describe("random-local", () => {
  it.each(["x7k2p9qa1m", "3f2504e0-4f89-41d3", "a1b2c3d4e5", "qzxwvbnmrtpk", "k8s7d6f5g4h3"])(
    "fires on %s",
    async (name) => {
      expect(await strengthIn("random-local", `${name}@gmail.com`)).toBeGreaterThan(0);
    },
  );

  it.each(["x7k2p9qa1m@privaterelay.appleid.com", "a1b2c3d4e5@duck.com", "ab12cd34ef56@cs.stanford.edu"])(
    "leaves the machine-made name of %s alone",
    async (address) => {
      expect(await look(signal, { email: emailOf(address) })).toEqual([]);
    },
  );
});

// Built like names of the language before them, in the spellings people use for addresses.
const names = `
  zhangxiaoming wangzhiqiang liuxinyuezhang xuzhengzhong chenjingxuan zhuangshuangxi qiuxiangrong ouyangzhenghua
  zhouxunjing guoqiangsheng shuangshuangjiang zhongguangrong xiongzhuangzhuang lvshengqing hsuehchangting
  krzysztofszczepanski wojciechbrzeczyszczykiewicz grzegorzwrzesniewski szczepanbrzozowski agnieszkawisniewska
  strzelczykmarcin zdzislawskrzypczak przemyslawwszczeciński jirihlavacek zdenekstrnad vladimirkrstic petrvrsovsky
  srdjankrstajic hrvojevrbanic dmitrijschtscherbakow vyacheslavshcherbakov mstislavrostropov evgenijkhrushchev
  krishnamurthysubramanian venkataramanarayanan thiruvananthapuram radhakrishnanvidyashankar lakshmivenkatesh
  chidambaramsrinivasan harshvardhansinh dhruvbrahmbhatt jyotsnakrishna ramachandranpillai vishwanathshastry
  gokhankucukyildirim muratcankaragoz ozgurdagdelen cagrikilicaslan senolbuyukoztrk yigitkucukkaya tugbagultekin
  nguyenthiphuongthao tranquochung nguyenhoangphuc phamthingocbich dangthithuytrang huynhthanhtruc nghiemxuanphuc
  nguyenngocnghia ngothanhnhan vuongquynhnhu truongnhatquang
  jarikaarlohyttinen paivikkihaaparanta yrjolahdensuo vaininaamanka kyostikallio riikkalyytikainen
  mohammedabdulrahman abdelrahmanelsharkawy khadijaboukhris yousefalghamdi mhmdabdlrhmn abdullahalqahtani
  fatimazzahraelmghari nasserallahkhalil ghassankhalifeh shrfaldeenhmzh
  chukwuemekaokonkwo oluwaseunadeyemi nwachukwuchijioke ngoziokonjo thabomkhwanazi nkosinathidlamini
  siphomthethwa mbongenindlovu tshegofatsomokgatle kwabenaagyemang mpumelelomkhize
  schmidtschneider christophschwarz friedrichschwarzkopf ludwigangstschrei joergbrandstaetter
  gwenllianllwyd rhysllewelyn llywelynapgruffydd sigrunthorsteinsdottir thorgrimurhrafnsson gudmundurthrastarson
  kjellbjornstrand bengtlindqvist torbjornengstrm soerenkjaergaard
  yamamotoshintaro hashimotoryunosuke matsushitakenji tsukamotoryuichi kimseunghyun parkjeongseok hwangboyoungjae
  chngkokbeng ngyuanxiang limkwangheng sitinurhalizah muhammadhafizuddin bambangsusilowidodo dwipramudyawardhana
  mariadelosangeles joaoguilhermefgts anabeatrizgoncalves josemariazubizarreta xabieretxeberria mikelurrutikoetxea
  tadhgobrien caoimhefitzgerald siobhannighallchobhair niamhdhomhnaill
  papadopouloskonstantinos christodoulopoulou giorgosxristodoulou tzanetakiseythymios
  ngatamarewharepapa keoladekalanikawika hrantvardanyan mkrtchyanhayk tigranmkrtchyan nanabrgvadze gvantsamtskheta
  ann.lee99 mike2k4u max.mustermann1990 b2bmarketing4you gamer4life2010 first.last.3d jrsmith1 kmrschmidt
`
  .trim()
  .split(/\s+/);

it("has nothing to say about names of the world", async () => {
  expect(names.length).toBeGreaterThan(130);
  const flagged = await lookAt(
    signal,
    names.map((name, index) => ({ email: `${name}@${index % 2 === 0 ? "gmail.com" : "acme-widgets.com"}` })),
  );
  expect(flagged.flatMap((found, index) => (found.length > 0 ? [names[index]] : []))).toEqual([]);
});

it.each(["名前太郎@gmail.com", "иван.петров1985@yandex.ru", `${"a1".repeat(32)}@gmail.com`, "+@example.com"])(
  "reads %s without trouble",
  async (email) => {
    const found = (await lookAt(signal, [{ email }]))[0];
    expect(found?.every(({ strength }) => strength > 0 && strength <= 1)).toBe(true);
  },
);

it("refuses roles that are no names", () => {
  expect(refusal(() => emailPattern({ roles: ["info", ""] }))).toMatch(/^roles: must be/);
  expect(refusal(() => emailPattern({ roles: "info" as unknown as string[] }))).toMatch(/^roles: must be/);
});

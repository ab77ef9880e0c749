import { operators } from "./operator.js";

// Source as in the other tables. The name of each is the domain of its mailboxes.

/** Universities whose people share a few addresses of their own. */
export const universities = operators(`
  mit.edu | US | 3 | 18.8.0.0/13 18.4.0.0/14
  stanford.edu | US | 32 | 171.64.0.0/14 128.12.0.0/16
  berkeley.edu | US | 25 | 128.32.0.0/16 136.152.0.0/16
  umich.edu | US | 36375 | 35.0.0.0/14 141.212.0.0/15
  utoronto.ca | CA | 239 | 142.150.0.0/15 128.100.0.0/16
  ox.ac.uk | GB | 786 | 163.1.0.0/16 129.67.0.0/16
  cam.ac.uk | GB | 786 | 131.111.0.0/16
  tum.de | DE | 12816 | 129.187.0.0/16 138.246.0.0/16
  uni-stuttgart.de | DE | 553 | 129.69.0.0/16
  kth.se | SE | 1653 | 130.237.0.0/16
  tudelft.nl | NL | 1128 | 145.94.0.0/16
  uw.edu.pl | PL | 8890 | 193.0.64.0/18
  u-tokyo.ac.jp | JP | 2501 | 133.11.0.0/16 157.82.0.0/16
  kyoto-u.ac.jp | JP | 2504 | 130.54.0.0/16
  kaist.ac.kr | KR | 1781 | 143.248.0.0/16
  snu.ac.kr | KR | 9488 | 147.46.0.0/16
  tsinghua.edu.cn | CN | 4538 | 166.111.0.0/16
  iitk.ac.in | IN | 55479 | 202.3.77.0/24
  unam.mx | MX | 278 | 132.248.0.0/16 132.247.0.0/16
  ufmg.br | BR | 271354 | 150.164.0.0/16
  wits.ac.za | ZA | 2018 | 146.141.0.0/16
  ege.edu.tr | TR | 2592 | 155.223.0.0/16
`);

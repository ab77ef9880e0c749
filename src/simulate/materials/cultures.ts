/** Whose way of naming. */
export type Culture = keyof typeof tables;

/** The names of a culture. */
export interface Names {
  readonly given: readonly Name[];
  readonly family: readonly Name[];
}

/** A name in Latin letters as people type it into an address, and as they write it themselves. */
export interface Name {
  /** Lower-case ASCII. */
  readonly latin: string;
  readonly written: string;
}

// Common names, in no particular order, from general knowledge. `latin:written` where they are written otherwise.
const tables = {
  english: [
    "james mary john patricia robert jennifer michael linda david elizabeth william barbara richard susan joseph jessica thomas sarah charles karen daniel lisa matthew nancy anthony betty mark sandra steven ashley paul emily andrew donna joshua michelle kevin carol brian amanda george melissa edward deborah ryan stephanie jacob rebecca gary laura nicholas olivia eric emma jonathan grace oliver chloe harry sophie",
    "smith johnson williams brown jones miller davis wilson anderson taylor thomas moore martin jackson thompson white harris clark lewis robinson walker young allen king wright scott hill green adams baker nelson hall campbell mitchell carter roberts phillips evans turner parker collins edwards stewart morris murphy cook rogers morgan cooper peterson reed bailey bell kelly howard ward cox richardson wood watson brooks bennett gray hughes price myers long foster sanders ross sullivan",
  ],
  "african-american": [
    "jamal latoya deshawn keisha malik ebony terrence imani darnell tiara marcus aaliyah andre jasmine tyrone monique isaiah brianna xavier destiny",
    "washington jefferson banks booker jackson robinson coleman bryant gaines mosley dorsey rivers mckinney franklin hampton sims tate battle grant vaughn",
  ],
  german: [
    "lukas anna leon lea jonas laura felix julia paul sarah maximilian lena tim hannah jan katharina florian marie tobias sophie stefan nina andreas sabine michael claudia thomas petra markus birgit jörn:Jörn jürgen:Jürgen",
    "müller:Müller schmidt schneider fischer weber meyer wagner becker schulz hoffmann koch bauer richter klein wolf schröder:Schröder neumann schwarz zimmermann braun krüger:Krüger hofmann hartmann lange werner krause lehmann köhler:Köhler maier herrmann könig:König walter huber kaiser fuchs peters scholz möller:Möller weiß:Weiß jung hahn vogel friedrich keller günther:Günther",
  ],
  french: [
    "jean marie pierre camille lucas emma hugo lea thomas chloe nicolas julie antoine manon julien sophie maxime claire alexandre pauline mathieu laura romain marion guillaume sarah françois:François aurélie:Aurélie hélène:Hélène rémi:Rémi",
    "martin bernard dubois thomas robert richard petit durand leroy moreau simon laurent lefebvre michel garcia david bertrand roux vincent fournier morel girard andre mercier dupont lambert bonnet francois martinez legrand garnier faure rousseau blanc guerin muller henry roussel nicolas perrin",
  ],
  spanish: [
    "jose:José maria:María juan carmen antonio ana manuel laura francisco lucia:Lucía david paula javier marta carlos sara daniel elena alejandro cristina miguel patricia diego andrea pablo isabel sergio raquel fernando valentina jorge sofia:Sofía luis camila andres:Andrés gabriela ricardo daniela",
    "garcia:García rodriguez:Rodríguez gonzalez:González fernandez:Fernández lopez:López martinez:Martínez sanchez:Sánchez perez:Pérez gomez:Gómez martin:Martín jimenez:Jiménez ruiz hernandez:Hernández diaz:Díaz moreno alvarez:Álvarez romero alonso gutierrez:Gutiérrez navarro torres dominguez vazquez ramos gil ramirez:Ramírez serrano blanco molina morales suarez ortega delgado castro ortiz rubio marin nunez:Núñez flores mendoza reyes cruz aguilar vargas castillo rojas",
  ],
  italian: [
    "marco giulia andrea francesca luca chiara matteo sara alessandro martina lorenzo valentina davide elisa simone alessia francesco giorgia federico silvia stefano elena riccardo laura giuseppe anna",
    "rossi russo ferrari esposito bianchi romano colombo ricci marino greco bruno gallo conti deluca costa giordano mancini rizzo lombardi moretti barbieri fontana santoro mariani rinaldi caruso ferrara galli martini leone longo gentile martinelli vitale",
  ],
  dutch: [
    "daan emma sem julia lucas mila levi sophie finn lotte bram anna jan maria pieter annemarie johan ingrid thijs sanne ruben fleur jeroen marieke wouter femke",
    "dejong:de|Jong jansen devries:de|Vries vandenberg:van|den|Berg vandijk:van|Dijk bakker janssen visser smit meijer deboer:de|Boer mulder degroot:de|Groot bos vos peters hendriks vanleeuwen:van|Leeuwen dekker brouwer dewit:de|Wit dijkstra smits degraaf:de|Graaf vandermeer:van|der|Meer kuiper postma",
  ],
  nordic: [
    "erik anna lars karin johan emma anders maria per eva nils sara mikael lina fredrik elin gustav ida oskar maja björn:Björn åsa:Åsa",
    "andersson johansson karlsson nilsson eriksson larsson olsson persson svensson gustafsson pettersson jonsson jansson hansson bengtsson lindberg jakobsson magnusson lindström:Lindström lindqvist berglund sjöberg:Sjöberg",
  ],
  polish: [
    "anna piotr katarzyna krzysztof maria andrzej agnieszka tomasz barbara pawel:Paweł ewa michal:Michał magdalena marcin joanna jakub monika adam zofia wojciech aleksandra lukasz:Łukasz natalia kamil",
    "nowak kowalski wisniewski:Wiśniewski wojcik:Wójcik kowalczyk kaminski:Kamiński lewandowski zielinski:Zieliński szymanski:Szymański wozniak:Woźniak dabrowski:Dąbrowski kozlowski:Kozłowski jankowski mazur kwiatkowski krawczyk kaczmarek piotrowski grabowski zajac:Zając pawlowski:Pawłowski michalski krol:Król wieczorek",
  ],
  slavic: [
    "alexander:Александр anna:Анна dmitry:Дмитрий elena:Елена sergey:Сергей olga:Ольга andrey:Андрей natalia:Наталья alexey:Алексей tatiana:Татьяна ivan:Иван maria:Мария maxim:Максим ekaterina:Екатерина oleg:Олег yulia:Юлия oleksandr:Олександр iryna:Ірина volodymyr:Володимир kateryna:Катерина mykhailo:Михайло oksana:Оксана nikita:Никита daria:Дарья",
    "ivanov:Иванов smirnov:Смирнов kuznetsov:Кузнецов popov:Попов vasiliev:Васильев petrov:Петров sokolov:Соколов mikhailov:Михайлов novikov:Новиков fedorov:Фёдоров morozov:Морозов volkov:Волков lebedev:Лебедев kozlov:Козлов pavlov:Павлов shevchenko:Шевченко bondarenko:Бондаренко tkachenko:Ткаченко kovalenko:Коваленко kravchenko:Кравченко oliynyk:Олійник melnyk:Мельник savchenko:Савченко rudenko:Руденко",
  ],
  turkish: [
    "mehmet ayse:Ayşe mustafa fatma ahmet zeynep ali elif huseyin:Hüseyin merve emre busra:Büşra murat esra can selin burak ece cem deniz omer:Ömer ozge:Özge kerem gul:Gül",
    "yilmaz:Yılmaz kaya demir celik:Çelik sahin:Şahin yildiz:Yıldız yildirim:Yıldırım ozturk:Öztürk aydin:Aydın ozdemir:Özdemir arslan dogan:Doğan kilic:Kılıç aslan cetin:Çetin kara koc:Koç kurt ozkan:Özkan simsek:Şimşek polat korkmaz",
  ],
  arabic: [
    "mohamed:محمد ahmed:أحمد fatima:فاطمة omar:عمر mariam:مريم ali:علي nour:نور youssef:يوسف sara:سارة khaled:خالد layla:ليلى hassan:حسن aisha:عائشة ibrahim:إبراهيم hana:هناء mahmoud:محمود salma:سلمى karim:كريم yasmin:ياسمين tarek:طارق amira:أميرة mostafa:مصطفى",
    "hassan:حسن ali:علي ibrahim:إبراهيم mahmoud:محمود abdallah:عبدالله mostafa:مصطفى elsayed:السيد saleh:صالح khalil:خليل mansour:منصور farouk:فاروق nasser:ناصر almansoori:المنصوري alhashimi:الهاشمي haddad:حداد benali:بن|علي elamrani:العمراني fahmy:فهمي saad:سعد gaber:جابر sharif:شريف zaki:زكي",
  ],
  pakistani: [
    "muhammad fatima ali ayesha hassan zainab usman maryam bilal hira hamza sana ahmed iqra umar amna faisal mehwish imran nida kashif rabia",
    "khan ahmed ali malik hussain iqbal butt raza shah chaudhry siddiqui qureshi sheikh mirza akhtar javed aslam abbasi mughal bhatti rana baig",
  ],
  indian: [
    "rahul priya amit neha rohit pooja vikram anjali arjun kavya sanjay divya rajesh sneha karthik lakshmi suresh meera aditya shreya nikhil ananya manish swati deepak ritu arun nisha varun aishwarya harsh ishita srinivas padma gaurav tanvi siddharth shruti venkatesh bhavana abhishek kiran",
    "sharma patel singh kumar gupta reddy nair iyer verma mehta joshi rao das mukherjee banerjee chatterjee agarwal mishra pandey yadav chauhan desai shah kapoor malhotra bhat menon pillai krishnan subramanian venkataraman naidu jain chopra saxena tiwari dubey kulkarni patil deshmukh ghosh bose",
  ],
  chinese: [
    "wei:伟 fang:芳 na:娜 min:敏 jing:静 li:丽 qiang:强 lei:磊 jun:军 yang:洋 yan:艳 jie:杰 juan:娟 tao:涛 ming:明 chao:超 xiulan:秀兰 xia:霞 ping:平 gang:刚 yuxuan:宇轩 zihan:子涵 haoran:浩然 xinyi:欣怡 jiahao:嘉豪 mengyao:梦瑶 zhiyuan:志远 xiaoming:小明 tianyu:天宇 yifan:一凡 ruoxi:若曦 boyu:博宇 siyuan:思远 junjie:俊杰",
    "wang:王 li:李 zhang:张 liu:刘 chen:陈 yang:杨 huang:黄 zhao:赵 wu:吴 zhou:周 xu:徐 sun:孙 ma:马 zhu:朱 hu:胡 guo:郭 he:何 lin:林 gao:高 luo:罗 zheng:郑 liang:梁 xie:谢 song:宋 tang:唐 deng:邓 feng:冯 han:韩 cao:曹 peng:彭 zeng:曾 xiao:肖 tian:田 dong:董 pan:潘 yuan:袁 cai:蔡 jiang:蒋 yu:余 du:杜",
  ],
  japanese: [
    "haruto:陽翔 yui:結衣 sota:颯太 hina:陽菜 yuto:悠斗 sakura:さくら ren:蓮 aoi:葵 takashi:隆 yuki:由紀 kenji:健二 naoko:直子 hiroshi:浩 keiko:恵子 daisuke:大輔 mai:舞 kenta:健太 ayaka:彩花 ryo:亮 misaki:美咲 shota:翔太 emi:恵美",
    "sato:佐藤 suzuki:鈴木 takahashi:高橋 tanaka:田中 watanabe:渡辺 ito:伊藤 yamamoto:山本 nakamura:中村 kobayashi:小林 kato:加藤 yoshida:吉田 yamada:山田 sasaki:佐々木 yamaguchi:山口 matsumoto:松本 inoue:井上 kimura:木村 hayashi:林 shimizu:清水 saito:斎藤 mori:森 ikeda:池田 hashimoto:橋本 ishikawa:石川",
  ],
  korean: [
    "minjun:민준 seoyeon:서연 jihoon:지훈 jiwoo:지우 hyunwoo:현우 sooyoung:수영 junho:준호 minji:민지 donghyun:동현 eunji:은지 seongmin:성민 yujin:유진 jaewon:재원 hayoon:하윤 taeyang:태양 sujin:수진 woojin:우진 nayeon:나연 kyungho:경호 yerin:예린 sangwoo:상우 chaewon:채원",
    "kim:김 lee:이 park:박 choi:최 jung:정 kang:강 cho:조 yoon:윤 jang:장 lim:임 han:한 oh:오 seo:서 shin:신 kwon:권 hwang:황 ahn:안 song:송 ryu:류 hong:홍 jeon:전 moon:문",
  ],
  vietnamese: [
    "anh huong:Hương minh linh tuan:Tuấn trang hung:Hùng thao:Thảo dung:Dũng mai nam lan quang hoa duc:Đức ngoc:Ngọc long phuong:Phương khanh:Khánh thu hai:Hải yen:Yến son:Sơn nhung tung:Tùng vy bao:Bảo thanh:Thành quynh:Quỳnh hieu:Hiếu",
    "nguyen:Nguyễn tran:Trần le:Lê pham:Phạm hoang:Hoàng phan:Phan vu:Vũ vo:Võ dang:Đặng bui:Bùi do:Đỗ ho:Hồ ngo:Ngô duong:Dương ly:Lý dinh:Đinh truong:Trương lam:Lâm mai:Mai trinh:Trịnh",
  ],
  indonesian: [
    "budi siti agus dewi andi sri rizky putri dian ratna eko fitri hendra wati bayu indah fajar ayu ahmad nur muhammad rina yusuf lestari dimas maya arif intan reza wulan",
    "santoso wijaya saputra pratama hidayat kurniawan setiawan nugroho susanto lestari wibowo siregar nasution simanjuntak harahap putra rahman gunawan purnomo hartono suryadi firmansyah ramadhan maulana",
  ],
  filipino: [
    "jose maria juan angelica mark joy john grace christian mary michael jasmine carlo kristine paolo bea jerome trisha ramon liza enrique camille joshua nicole",
    "santos reyes cruz bautista ocampo garcia mendoza torres castillo flores villanueva ramos castro rivera aquino navarro mercado delacruz:dela|Cruz gonzales lopez hernandez salvador pascual domingo manalo",
  ],
  brazilian: [
    "joao:João maria pedro ana lucas julia:Júlia gabriel beatriz matheus mariana rafael larissa gustavo leticia:Letícia felipe camila bruno fernanda thiago amanda rodrigo patricia:Patrícia leonardo carolina vinicius:Vinícius isabela andre:André juliana eduardo bruna",
    "silva santos oliveira souza rodrigues ferreira alves pereira lima gomes costa ribeiro martins carvalho almeida lopes soares fernandes vieira barbosa rocha dias nascimento andrade moreira nunes marques machado mendes freitas cardoso ramos goncalves:Gonçalves araujo:Araújo teixeira",
  ],
  nigerian: [
    "chinedu ngozi emeka chioma oluwaseun folake tunde yetunde ibrahim aisha musa zainab chukwuemeka adaeze babatunde funmilayo ifeanyi amaka segun bukola kelechi temitope uche blessing obinna precious ayodele mercy",
    "okafor adeyemi ibrahim okonkwo balogun eze adebayo mohammed nwosu ogunleye abubakar chukwu oladipo bello obi adeleke musa nnamdi afolabi usman onyekachi ojo ike akinwale okoro lawal",
  ],
  "southern-african": [
    "thabo nomsa sipho lerato bongani thandi mandla zanele kagiso naledi tshepo palesa lwazi ayanda themba nokuthula sibusiso refilwe andile khanyi",
    "nkosi dlamini ndlovu khumalo mokoena zulu mthembu sithole mahlangu mabaso molefe naidoo ngcobo cele radebe tshabalala buthelezi maseko mkhize moloi",
  ],
} as const satisfies Readonly<Record<string, readonly [given: string, family: string]>>;

const plain: Readonly<Record<string, string>> = {
  ä: "ae",
  ö: "oe",
  ü: "ue",
  ß: "ss",
  å: "a",
  ç: "c",
  é: "e",
  è: "e",
};

/** Without a form of its own, a name is written with a capital; spaces stand as `|` in the tables. */
function name(entry: string): Name {
  const [key = "", own] = entry.split(":");
  const latin = [...key].map((letter) => plain[letter] ?? letter).join("");
  const written = own?.replaceAll("|", " ") ?? `${key.charAt(0).toUpperCase()}${key.slice(1)}`;
  return { latin, written };
}

const names = (text: string): readonly Name[] => text.split(" ").map(name);

const opened: ReadonlyMap<string, Names> = new Map(
  Object.entries(tables).map(([culture, [given, family]]) => [
    culture,
    { given: names(given), family: names(family) },
  ]),
);

/** The names of a culture. */
export function namesOf(culture: Culture): Names {
  const found = opened.get(culture);
  if (found === undefined) throw new RangeError(`no names for ${culture}`);
  return found;
}

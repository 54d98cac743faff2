//! Words of several languages, with a long tail of rare ones, and sentences made of them.

use super::random::{Dice, Zipf};

/// How many different words a language has, beyond the ones listed here.
const RARE: usize = 12_000;

/// A language's words, most common first.
pub struct Tongue {
    /// As the desk keeps it.
    pub code: &'static str,
    words: Vec<String>,
    zipf: Zipf,
    between: &'static str,
    stop: &'static str,
    phrases: &'static [&'static str],
    subjects: &'static [&'static str],
    greeting: &'static str,
    closing: &'static str,
}

/// The languages with the share that each has of the customers, in percent.
pub fn tongues(dice: &mut Dice) -> Vec<(Tongue, usize)> {
    vec![
        (spaced(dice, "en", ENGLISH, "al an ber com den er fin gar hol in ker lan mer nor ou per ret sen ter ul ver wen"), 40),
        (spaced(dice, "pt", PORTUGUESE, "ão ar ba ção co da de en es fa gui lha ma men nho o par que ra sa ti u ve"), 25),
        (spaced(dice, "es", SPANISH, "al ar ba cia ción co da de en es fa güe lla ma men ño o par que ra sa ti u ve"), 18),
        (spaced(dice, "de", GERMAN, "ab an be ch de ein er fer ge heit in ka lich mus nis on pf recht schaft ter ung ver zer"), 10),
        (dense(dice), 7),
    ]
}

#[derive(Clone, Copy)]
struct Source {
    common: &'static str,
    phrases: &'static [&'static str],
    subjects: &'static [&'static str],
    greeting: &'static str,
    closing: &'static str,
}

const ENGLISH: Source = Source {
    common: "the to and a of I it in is for you my this that on we with not have be was are your as but has can please if will from our order printer \
             invoice when no so at any would or after an what been still email by send received account new delivery do could one payment again password \
             working customer which error problem need they there all page now since number only two update message refund before system help because \
             first out address today cannot screen login box paper item line other time up shipped tracking item week contract replacement warranty \
             parcel cartridge missing broken late wrong twice charge cancel subscription urgent",
    phrases: &["as soon as possible", "thank you for your help", "it worked fine until yesterday", "the tracking page shows nothing new"],
    subjects: &[
        "Printer does not print",
        "Order {} has not arrived",
        "Invoice {} is wrong",
        "Cannot log in",
        "Refund for order {}",
        "Question about my contract",
        "Replacement for model P-{}",
        "Error {} on the screen",
    ],
    greeting: "Hello,",
    closing: "Kind regards",
};

const PORTUGUESE: Source = Source {
    common: "a de o que e não do da em um para com uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser quando muito nos já está eu \
             também só pelo pela até isso ela entre pedido impressora fatura entrega pagamento senha conta erro problema preciso obrigado ajuda reembolso \
             endereço hoje ontem cliente sistema tela mensagem número caixa papel semana contrato garantia devolução encomenda cartucho faltando atrasado \
             errado cobrança cancelar assinatura urgente",
    phrases: &["o mais rápido possível", "obrigado pela atenção", "funcionava bem até ontem", "ainda não recebi nenhuma resposta"],
    subjects: &[
        "Impressora parada",
        "Pedido {} não chegou",
        "Fatura {} errada",
        "Não consigo entrar",
        "Reembolso do pedido {}",
        "Dúvida sobre o contrato",
        "Peça para o modelo P-{}",
        "Erro {} na tela",
    ],
    greeting: "Bom dia,",
    closing: "Atenciosamente",
};

const SPANISH: Source = Source {
    common: "de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si sin sobre este ya entre cuando todo esta \
             ser son dos también fue había era muy años hasta desde está pedido impresora factura entrega pago contraseña cuenta error problema necesito \
             gracias ayuda reembolso dirección hoy ayer cliente sistema pantalla mensaje número caja papel semana contrato garantía devolución paquete \
             cartucho falta retraso equivocado cargo cancelar suscripción urgente",
    phrases: &["lo antes posible", "gracias por su ayuda", "funcionaba bien hasta ayer", "todavía no he recibido respuesta"],
    subjects: &[
        "La impresora no imprime",
        "El pedido {} no ha llegado",
        "Factura {} equivocada",
        "No puedo entrar",
        "Reembolso del pedido {}",
        "Pregunta sobre el contrato",
        "Recambio para el modelo P-{}",
        "Error {} en la pantalla",
    ],
    greeting: "Buenos días:",
    closing: "Un saludo",
};

const GERMAN: Source = Source {
    common: "die der und in zu den das nicht von sie ist des sich mit dem dass er es ein ich auf so eine auch als an nach wie im für man aber aus durch wenn \
             nur war noch werden bei hat wir was wird sein einen welche sind oder zur um haben einer mir über ihm diese Bestellung Drucker Rechnung Lieferung \
             Zahlung Passwort Konto Fehler Problem bitte danke Hilfe Erstattung Adresse heute gestern Kunde System Bildschirm Nachricht Nummer Papier Woche \
             Vertrag Garantie Rücksendung Paket Patrone fehlt verspätet falsch Abbuchung kündigen dringend",
    phrases: &["so bald wie möglich", "vielen Dank für Ihre Hilfe", "bis gestern ging alles", "ich habe noch keine Antwort"],
    subjects: &[
        "Drucker druckt nicht",
        "Bestellung {} ist nicht da",
        "Rechnung {} ist falsch",
        "Anmeldung geht nicht",
        "Erstattung für Bestellung {}",
        "Frage zum Vertrag",
        "Ersatz für Modell P-{}",
        "Fehler {} am Bildschirm",
    ],
    greeting: "Guten Tag,",
    closing: "Mit freundlichen Grüßen",
};

const CHINESE: &str = "我们 你好 请问 订单 已经 没有 收到 打印机 问题 退款 发票 账户 密码 谢谢 可以 什么 时候 发货 地址 今天 昨天 系统 错误 屏幕 信息 号码 纸张 合同 保修 包裹 墨盒 \
                       缺少 延迟 费用 取消 订阅 紧急 帮助 客户 服务 更换 产品 使用 需要 还是 不能 登录 付款 两次 一个星期";
/// Characters that rare words are made of.
const CHARACTERS: &str = "天地人大中小上下前后左右东西南北春夏秋冬山水火木金土日月星云风雨雪电车马路门窗书笔纸桌椅灯床衣食住行花草树鸟鱼虫米面茶酒父母兄弟手足口耳目头心身力气\
                          学校工厂商店医院银行公司机器电脑手机网络数据文件图片声音视频游戏音乐电影运动健康安全快慢高低长短新旧红黄蓝白黑";

fn spaced(dice: &mut Dice, code: &'static str, source: Source, syllables: &str) -> Tongue {
    let syllables: Vec<&str> = syllables.split(' ').collect();
    let mut words: Vec<String> = source.common.split_whitespace().map(str::to_owned).collect();
    for _ in 0..RARE {
        let length = 2 + dice.below(3);
        words.push((0..length).map(|_| *dice.pick(&syllables)).collect());
    }
    let zipf = Zipf::new(words.len());
    let (phrases, subjects, greeting, closing) = (source.phrases, source.subjects, source.greeting, source.closing);
    Tongue { code, words, zipf, between: " ", stop: ".", phrases, subjects, greeting, closing }
}

fn dense(dice: &mut Dice) -> Tongue {
    let characters: Vec<char> = CHARACTERS.chars().filter(|c| !c.is_whitespace()).collect();
    let mut words: Vec<String> = CHINESE.split_whitespace().map(str::to_owned).collect();
    for _ in 0..RARE {
        words.push((0..2).map(|_| *dice.pick(&characters)).collect());
    }
    Tongue {
        code: "zh",
        zipf: Zipf::new(words.len()),
        words,
        between: "",
        stop: "。",
        phrases: &["请尽快处理", "谢谢您的帮助"],
        subjects: &["打印机不能打印", "订单 {} 没有收到", "发票 {} 有错误", "不能登录", "订单 {} 退款", "合同问题"],
        greeting: "你好，",
        closing: "谢谢",
    }
}

impl Tongue {
    fn word(&self, dice: &mut Dice) -> &str {
        &self.words[self.zipf.rank(dice)]
    }

    pub fn subject(&self, dice: &mut Dice) -> String {
        let number = (1000 + dice.below(90_000)).to_string();
        let mut subject = dice.pick(self.subjects).replace("{}", &number);
        if dice.percent(40.0) {
            subject = format!("{subject}: {}{}{}", self.word(dice), self.between, self.word(dice));
        }
        subject
    }

    /// Some sentences, with a greeting and a closing.
    pub fn letter(&self, dice: &mut Dice, name: &str) -> String {
        let mut out = format!("{}\n\n", self.greeting);
        for _ in 0..1 + dice.around(4.0) as usize {
            self.sentence(dice, &mut out);
            out.push_str(if dice.percent(25.0) { "\n\n" } else { " " });
        }
        out + "\n\n" + self.closing + "\n" + name
    }

    fn sentence(&self, dice: &mut Dice, out: &mut String) {
        if dice.percent(12.0) {
            out.push_str(dice.pick::<&str>(self.phrases));
            out.push_str(self.stop);
            return;
        }
        for i in 0..4 + dice.below(16) {
            if i > 0 {
                out.push_str(self.between);
            }
            out.push_str(self.word(dice));
        }
        out.push_str(self.stop);
    }
}

/// Names of people; their addresses are made of them.
pub fn person(dice: &mut Dice, number: usize) -> (String, String) {
    const FIRST: [&str; 24] = [
        "Ana", "Bruno", "Carla", "Diego", "Elena", "Felix", "Greta", "Hugo", "Inês", "Jonas", "Karin", "Luís", "Marta", "Nuno", "Olga", "Paulo",
        "Rosa", "Sven", "Teresa", "Uwe", "Vera", "Wei", "Xavier", "Yara",
    ];
    const LAST: [&str; 20] = [
        "Almeida", "Becker", "Costa", "Dias", "Engel", "Ferreira", "Gómez", "Hoffmann", "Ibarra", "Jansen", "Keller", "Lima", "Moreno", "Neves",
        "Ortiz", "Pinto", "Reis", "Santos", "Torres", "Weber",
    ];
    let (first, last) = (dice.pick(&FIRST), dice.pick(&LAST));
    let plain: String = format!("{first}.{last}").to_lowercase().chars().map(|c| if c.is_ascii() { c } else { 'x' }).collect();
    let domain = if dice.percent(60.0) { format!("mail{}.example", dice.below(8)) } else { format!("firm{}.example", number % 700) };
    (format!("{first} {last}"), format!("{plain}.{number}@{domain}"))
}

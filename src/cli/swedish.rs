//! The help in Swedish. What is said in English stands as comments in `args.rs`.

use clap::Command;

/// Command or argument (after the name of its command, if it is not the same everywhere), what is said of it.
const SAID: &[(&str, &str)] = &[
    ("riktlinje", "Bedömer en regions siffror mot regionens egna riktlinjer för god ekonomisk hushållning"),
    ("check", "Bedömer siffror: bedömningar med motivering"),
    (
        "explain",
        "Visar hur en bedömning, ett påstående eller en liggare har kommit till, ända ner till siffrorna och deras källor",
    ),
    ("import", "Visar vad som läses ur filer med siffror, vad som inte förstås och vad som fattas, innan något bedöms"),
    (
        "sensitivity",
        "Ändrar de uppgifter som går att ändra med en procent och en enhet: vad som flyttar varje mål mest",
    ),
    ("risk", "Drar osäkra uppgifter många gånger: hur trolig varje färg är"),
    ("risk pack", "Ett inbyggt regelpaket eller sökvägen till en mapp"),
    (
        "spread",
        "En osäker uppgift: `uppgift[2026]=±50 mnkr`, `uppgift[2026]=±2 % normal`; likformig, triangulär eller normal; kan anges flera gånger",
    ),
    ("seed", "Det som dragningarna börjar med: samma frö ger samma svar; annars 1"),
    ("rounds", "Hur många omgångar, högst 1000000; annars 1000"),
    (
        "diff",
        "Jämför två underlag, eller samma siffror under två versioner av en riktlinje: vad som är ändrat, vad som blivit sämre, och varför",
    ),
    ("diff pack", "Regelpaketet: ett inbyggt eller sökvägen till en mapp; med --policy den gamla versionen"),
    ("first", "Det tidigare underlaget: en fil med siffror eller en mapp med sådana; med --policy den nya versionen"),
    (
        "rest",
        "Det senare underlaget: en fil med siffror eller en mapp med sådana; med --policy siffrorna som båda bedömer",
    ),
    ("policy", "Jämför två versioner av riktlinjen: GAMMAL NY SIFFROR i stället för PAKET A B"),
    ("diff seed", "Det som dragningarna börjar med där ändringarna är fler än 12: samma frö ger samma svar; annars 1"),
    ("verify", "Gör om körningar ur en journal: samma bedömningar, eller vad som är ändrat"),
    ("verify record", "En fil som `riktlinje check --record` har skrivit"),
    ("line", "Bara den här raden, från 1"),
    ("test", "Kör regelpaketens fall"),
    ("validate", "Kontrollerar regelpaket utan siffror"),
    ("list", "Visar de inbyggda regelpaketen, eller vad ett paket säger som en sida att läsa"),
    ("new", "Skapar en mapp med ett regelpaket att börja från"),
    (
        "format",
        "Format: text (om inget sägs) eller json; för check också html (en sida), markdown (ett protokoll), csv (en tabell), xlsx (en arbetsbok, med -o), github (annoteringar), gitlab (en kvalitetsrapport), sarif eller junit",
    ),
    ("lang", "Språk: sv (om inget sägs) eller en"),
    ("output", "Skriv till den här filen i stället för i terminalen"),
    ("color", "Färger: auto (om inget sägs), always eller never"),
    ("width", "Textens bredd i tecken"),
    ("help", "Visa hjälp"),
    ("version", "Visa version"),
    ("period", "Bara den här perioden: 2024, 2024-T1, 2024-Q1, 2024-03, 2024-01..2024-03 eller 2024-03-31"),
    ("basis", "Bara det här underlaget: utfall, prognos, budget eller plan"),
    ("as_of", "Bedömningsdatum; annars paketets eget, eller slutet av den senaste perioden med utfall"),
    ("check pack", "Ett inbyggt regelpaket eller sökvägen till en mapp; annars det inbyggda exemplet"),
    ("figures", "Filer med siffror, eller mappar med sådana; annars paketets egna"),
    (
        "mapping",
        "Beskrivningen av arbetsboken eller CSV-filen bland dem, om den inte ligger bredvid som NAMN.table.yaml",
    ),
    (
        "record",
        "Lägg till körningen i den här journalen: vad den byggde på och vad den kom fram till, som en rad som `riktlinje verify` kan pröva om",
    ),
    ("baseline", "Kända brister: det som den här filen godtar visas som det är och fäller inte körningen"),
    ("fail_on", "partly-met: slutkod 1 även när något bara är delvis uppfyllt"),
    (
        "template",
        "Skriver en arbetsbok att fylla i med de siffror som ett paket behöver, och beskrivningen som läser tillbaka den",
    ),
    ("template pack", "Ett inbyggt regelpaket eller sökvägen till en mapp"),
    ("template period", "Kolumner för den här perioden; kan anges flera gånger; annars siffrornas"),
    ("template basis", "Kolumner på det här underlaget: utfall, prognos, budget eller plan; kan anges flera gånger"),
    ("filled", "Fyll i värdena ur paketets egna siffror; siffror som namnges fylls i ändå"),
    ("force", "Skriv över en arbetsbok som finns, även om den är ifylld"),
    ("import pack", "Ett inbyggt regelpaket eller sökvägen till en mapp"),
    ("sensitivity pack", "Ett inbyggt regelpaket eller sökvägen till en mapp"),
    ("explain pack", "Ett inbyggt regelpaket eller sökvägen till en mapp"),
    (
        "list pack",
        "Ett inbyggt regelpaket eller sökvägen till en mapp: dess sida, i Markdown; annars de inbyggdas namn",
    ),
    ("folder", "Mappen som ska skapas; regelpaketet heter som den"),
    (
        "rule",
        "Regeln, påståendet, den samlade bedömningen, liggaren eller den antecknade meningen: hela namnet, eller sista delen av det; ”recorded” ger alla antecknade meningar",
    ),
    ("packs", "Inbyggda regelpaket eller sökvägar till mappar; annars alla inbyggda"),
    (
        "set",
        "Pröva ett annat värde vid sidan av det lämnade: `uppgift[2026]=120 mnkr`, eller en ändring: `uppgift[2026]=+2 %`; kan anges flera gånger",
    ),
    ("solve", "Vad just den här uppgiften skulle behöva vara för en bättre bedömning: dess namn eller titel"),
    (
        "reader",
        "För vem: politiker (några meningar i klartext) eller tjänsteperson (formel, siffror, källor); annars båda. JSON har båda",
    ),
    ("strict", "Slutkod 3 även när det bara finns varningar"),
];

/// What stands for a value, in English and Swedish.
const VALUES: &[(&str, &str)] = &[
    ("PACK", "PAKET"),
    ("FIGURES", "SIFFROR"),
    ("RULE", "REGEL"),
    ("RECORD", "JOURNAL"),
    ("FIGURE", "UPPGIFT"),
    ("CHANGE", "ÄNDRING"),
    ("SPREAD", "SPRIDNING"),
    ("NUMBER", "TAL"),
    ("FORMAT", "FORMAT"),
    ("LANGUAGE", "SPRÅK"),
    ("FILE", "FIL"),
    ("FOLDER", "MAPP"),
    ("WHEN", "NÄR"),
    ("CHARACTERS", "TECKEN"),
    ("PERIOD", "PERIOD"),
    ("BASIS", "UNDERLAG"),
    ("DATE", "DATUM"),
    ("READER", "LÄSARE"),
    ("VERDICT", "BEDÖMNING"),
];

fn said(key: &str) -> Option<&'static str> {
    SAID.iter().find(|(k, _)| *k == key).map(|(_, text)| *text)
}

/// What holds for every command stands after what is its own.
const AFTER: usize = 100;

/// The command with its help in Swedish.
pub fn in_swedish(command: Command) -> Command {
    let name = command.get_name().to_owned();
    let usage = usage(&name);
    let command = command
        .about(said(&name).unwrap_or_default())
        .override_usage(usage)
        .help_template("{about-with-newline}\nAnvändning: {usage}\n\n{all-args}")
        .subcommand_help_heading("Kommandon");
    let mut order = 0;
    let command = command.mut_args(|argument| {
        order += if argument.is_global_set() { AFTER } else { 1 };
        let id = argument.get_id().as_str().to_owned();
        let text = said(&format!("{name} {id}")).or_else(|| said(&id)).unwrap_or_default();
        let heading = if argument.is_positional() { "Argument" } else { "Flaggor" };
        let value = argument.get_value_names().and_then(|names| names.first()).map(ToString::to_string);
        let value = value.and_then(|value| VALUES.iter().find(|(en, _)| *en == value));
        let argument = argument.help(text).help_heading(heading).display_order(order);
        match value {
            Some((_, swedish)) => argument.value_name(*swedish),
            None => argument,
        }
    });
    command.mut_subcommands(in_swedish)
}

fn usage(name: &str) -> &'static str {
    match name {
        "check" => "riktlinje check [PAKET] [SIFFROR]... [FLAGGOR]",
        "explain" => "riktlinje explain PAKET REGEL [SIFFROR]... [FLAGGOR]",
        "import" => "riktlinje import PAKET [SIFFROR]... [FLAGGOR]",
        "template" => "riktlinje template PAKET [SIFFROR]... -o FIL.xlsx [FLAGGOR]",
        "sensitivity" => "riktlinje sensitivity PAKET [SIFFROR]... [FLAGGOR]",
        "risk" => "riktlinje risk PAKET [SIFFROR]... --spread SPRIDNING [FLAGGOR]",
        "diff" => {
            "riktlinje diff PAKET A B [FLAGGOR]\n            riktlinje diff --policy GAMMAL NY SIFFROR... [FLAGGOR]"
        }
        "verify" => "riktlinje verify JOURNAL [FLAGGOR]",
        "test" => "riktlinje test [PAKET]... [FLAGGOR]",
        "validate" => "riktlinje validate [PAKET]... [FLAGGOR]",
        "list" => "riktlinje list [PAKET] [FLAGGOR]",
        "new" => "riktlinje new MAPP [FLAGGOR]",
        _ => "riktlinje KOMMANDO [FLAGGOR]",
    }
}

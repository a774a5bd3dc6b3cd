/// The words of orders.xml: a shop for the home.
enum OrdersWords {
  struct Goods {
    var name: String
    var code: String
    /// The lowest price there is of it.
    var cents: Int
    var vatPercent: Int
    var variants: [String]

    init(_ name: String, _ code: String, _ cents: Int, vat: Int = 23, _ variants: [String]) {
      self.name = name
      self.code = code
      self.cents = cents
      self.variants = variants
      vatPercent = vat
    }
  }

  /// Biggest first.
  static let cities = [
    "Warszawa", "Kraków", "Łódź", "Wrocław", "Poznań", "Gdańsk", "Szczecin", "Lublin", "Bydgoszcz",
    "Białystok", "Katowice", "Gdynia", "Częstochowa", "Radom", "Rzeszów", "Toruń", "Sosnowiec",
    "Kielce", "Gliwice", "Olsztyn", "Zabrze", "Bielsko-Biała", "Zielona Góra", "Rybnik", "Opole",
    "Tychy", "Gorzów Wielkopolski", "Elbląg", "Płock", "Wałbrzych", "Tarnów", "Włocławek",
    "Chorzów", "Koszalin", "Kalisz", "Legnica", "Grudziądz", "Słupsk", "Jaworzno", "Świnoujście",
    "Nowy Sącz", "Jelenia Góra", "Siedlce", "Mysłowice", "Konin", "Piła", "Inowrocław", "Suwałki",
    "Łomża", "Żory", "Przemyśl", "Zamość", "Świdnica", "Wejherowo", "Ełk", "Sępólno Krajeńskie",
  ]

  static let hungarianCities = ["Budapest", "Debrecen", "Szeged", "Miskolc", "Győr", "Pécs"]

  private static let sizes = ["140x200 cm", "160x200 cm", "200x220 cm"]
  private static let colours = ["kolor: biały", "kolor: granatowy", "kolor: szałwia", "kolor: róż"]
  private static let packs = ["1 szt.", "zestaw 2 szt.", "zestaw 4 szt.", "zestaw 6 szt."]

  static let goods = [
    Goods("Kołdra całoroczna", "KOL", 12900, sizes), Goods("Kołdra puchowa", "KOP", 34900, sizes),
    Goods("Pościel z bawełny", "POS", 9900, sizes), Goods("Pościel satynowa", "POT", 17900, sizes),
    Goods("Prześcieradło z gumką", "PRZ", 3900, sizes),
    Goods("Narzuta pikowana", "NAR", 8900, sizes),
    Goods("Poduszka do spania", "POD", 3900, ["50x60 cm", "50x70 cm", "70x80 cm"]),
    Goods("Ręcznik kąpielowy", "REK", 2400, colours),
    Goods("Ręcznik z mikrofibry", "REM", 1500, colours),
    Goods("Koc polarowy", "KOC", 4500, colours), Goods("Pled z wełny", "PLE", 15900, colours),
    Goods("Zasłona zaciemniająca", "ZAS", 6900, colours),
    Goods("Dywan łatwy w praniu", "DYW", 21900, colours),
    Goods("Kubek ceramiczny 350 ml", "KUB", 1900, packs),
    Goods("Szklanka do wody 300 ml", "SZK", 900, packs),
    Goods("Talerz głęboki", "TAL", 1700, packs),
    Goods("Sztućce & nóż do masła", "SZT", 2900, packs),
    Goods("Garnek stalowy z pokrywką", "GAR", 8900, ["2 l", "3,5 l", "5 l"]),
    Goods("Patelnia żeliwna", "PAT", 11900, ["Ø 20 cm", "Ø 24 cm", "Ø 28 cm"]),
    Goods("Nóż szefa kuchni", "NOZ", 7900, ["18 cm", "20 cm"]),
    Goods("Deska do krojenia", "DES", 3500, ["30x20 cm", "40x30 cm", "bambus <30 cm"]),
    Goods("Świeca sojowa", "SWI", 2900, ["wanilia", "lawenda", "cedr & mech", "sosna"]),
    Goods("Dyfuzor zapachowy", "DYF", 4900, ["wanilia", "lawenda", "bawełna"]),
    Goods("Lampa stołowa", "LAM", 9900, colours), Goods("Lampa podłogowa", "LAP", 24900, colours),
    Goods("Żarówka LED E27", "ZAR", 900, ["5 W", "8 W", "11 W"]),
    Goods("Kosz wiklinowy", "KOS", 4500, ["mały", "średni", "duży"]),
    Goods("Pudełko do przechowywania", "PUD", 1900, packs),
    Goods("Wieszak na ubrania", "WIE", 1200, packs),
    Goods("Lustro łazienkowe", "LUS", 18900, ["Ø 50 cm", "Ø 70 cm"]),
    Goods("Doniczka z osłonką", "DON", 1500, ["Ø 12 cm", "Ø 16 cm", "Ø 22 cm"]),
    Goods("Ziemia uniwersalna", "ZIE", 1300, vat: 8, ["5 l", "10 l", "20 l"]),
    Goods("Kawa ziarnista", "KAW", 3900, ["250 g", "500 g", "1 kg"]),
    Goods("Herbata jaśminowa", "HER", 1900, ["50 g", "100 g"]),
    Goods("Miód lipowy", "MIO", 2900, vat: 5, ["400 g", "900 g"]),
    Goods("Książka kucharska", "KSI", 4500, vat: 5, ["kuchnia śląska", "chleb na zakwasie"]),
    Goods("Ekspres przelewowy", "EKS", 29900, ["0,6 l", "1,2 l"]),
    Goods("Robot kuchenny", "ROB", 59900, ["800 W", "1200 W"]),
    Goods("Odkurzacz pionowy", "ODK", 69900, ["bezprzewodowy", "z filtrem HEPA"]),
    Goods("Materac kieszeniowy", "MAT", 99900, sizes),
  ]
}

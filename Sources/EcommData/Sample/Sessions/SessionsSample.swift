import EcommBase

/// sessions.csv: visits to a shop, in the 18 columns of the Online Shoppers set, and whether they ended
/// in a purchase. Rows are independent.
///
/// Truth: `SessionsTruth.logit`. About 1 row in 120 is an exact copy of the one before it, 12 in 1,000
/// have no ProductRelated_Duration. OperatingSystems, Browser and Region play no part at all.
///
/// Memory: one row.
public enum SessionsSample {
  static let set = SampleSet(
    name: "sessions", summary: "visits that end in a purchase or not, for a classifier",
    fileName: "sessions.csv", defaultRows: 10_000, generate: generate)

  /// The probability with which each row's Revenue was drawn: no classifier ranks better than it does.
  public static func trueProbabilities(
    rows: Int? = nil, seed: UInt64 = Sample.defaultSeed
  ) -> [Double] {
    var rest = SessionStream(seed: seed)
    return (0..<max(0, rows ?? set.defaultRows)).map { _ in rest.next().probability }
  }

  private static let header = """
    Administrative,Administrative_Duration,Informational,Informational_Duration,ProductRelated,\
    ProductRelated_Duration,BounceRates,ExitRates,PageValues,SpecialDay,Month,OperatingSystems,\
    Browser,Region,TrafficType,VisitorType,Weekend,Revenue
    """

  static let months = [
    "Feb", "Mar", "May", "June", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static func generate(rows: Int, seed: UInt64, to out: inout SampleWriter) throws {
    out.text(header)
    try out.endRow()
    var rest = SessionStream(seed: seed)
    for _ in 0..<rows {
      let visit = rest.next()
      writePages(visit.session, &out)
      writeVisitor(visit.session, &out)
      out.literal(visit.buys ? "TRUE" : "FALSE")
      try out.endRow()
    }
  }

  private static func writePages(_ s: Session, _ out: inout SampleWriter) {
    out.integer(s.administrative)
    out.comma()
    out.shortest(s.administrativeTime, decimals: 1)
    out.comma()
    out.integer(s.informational)
    out.comma()
    out.shortest(s.informationalTime, decimals: 1)
    out.comma()
    out.integer(s.products)
    out.comma()
    if s.hasProductTime { out.shortest(s.productTime, decimals: 1) }
    out.comma()
    out.shortest(s.bounceRate, decimals: 4)
    out.comma()
    out.shortest(s.exitRate, decimals: 4)
    out.comma()
    out.shortest(s.pageValue, decimals: 2)
    out.comma()
    out.shortest(s.specialDay * 2, decimals: 1)
    out.comma()
  }

  private static func writeVisitor(_ s: Session, _ out: inout SampleWriter) {
    out.text(months[s.month])
    for code in [s.system, s.browser, s.region, s.traffic] {
      out.comma()
      out.integer(code)
    }
    out.comma()
    out.text(s.visitor.name)
    out.literal(s.isWeekend ? ",TRUE," : ",FALSE,")
  }
}

/// Sessions one after another, with some copies.
private struct SessionStream {
  typealias Visit = (session: Session, probability: Double, buys: Bool)

  private var random: SeededRandom
  private var copies: SeededRandom
  private var last: Visit?

  init(seed: UInt64) {
    random = SeededRandom(seed: seed)
    copies = random.split(0)
  }

  mutating func next() -> Visit {
    if copies.chance(1.0 / 120), let last { return last }
    let session = SessionMaker.session(&random)
    let probability = ExactMath.logistic(SessionsTruth.logit(session))
    let visit = Visit(session, probability, random.uniform() < probability)
    last = visit
    return visit
  }
}

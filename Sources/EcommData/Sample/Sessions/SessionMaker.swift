import EcommBase

/// Draws sessions: what they look like, before anyone knows whether they buy.
struct SessionMaker {
  private static let months = Odds([2, 15, 27, 2, 4, 4, 4, 5, 24, 13])
  private static let systems = Odds([210, 535, 207, 39, 1, 2, 1, 6])
  private static let browsers = Odds([200, 646, 9, 60, 38, 14, 4, 11, 1, 13, 1, 1, 5])
  private static let regions = Odds([388, 92, 195, 96, 26, 65, 62, 35, 41])
  private static let traffic = Odds([
    199, 317, 166, 87, 21, 36, 3, 28, 3, 37, 20, 1, 60, 1, 3, 1, 1, 1, 2, 13,
  ])
  private static let visitors = Odds([855, 138, 7])

  static func session(_ random: inout SeededRandom) -> Session {
    var session = Session()
    setVisitor(&session, &random)
    let intent = random.bell()
    setPages(&session, intent, &random)
    setRates(&session, intent, &random)
    setPageValue(&session, intent, &random)
    return session
  }

  private static func setVisitor(_ s: inout Session, _ random: inout SeededRandom) {
    s.month = months.draw(&random)
    s.system = systems.draw(&random) + 1
    s.browser = browsers.draw(&random) + 1
    s.region = regions.draw(&random) + 1
    s.traffic = traffic.draw(&random) + 1
    s.visitor = Visitor(rawValue: visitors.draw(&random)) ?? .other
    s.isWeekend = random.chance(0.233)
    let hasSpecialDay = s.month == Session.february || s.month == Session.may
    if hasSpecialDay, random.chance(0.33) { s.specialDay = random.within(1...5) }
  }

  private static func setPages(
    _ s: inout Session, _ intent: Double, _ random: inout SeededRandom
  ) {
    s.products = min(700, Int(random.skewed(18 * ExactMath.exp(0.3 * intent), spread: 1)))
    s.productTime = time(s.products, each: 330, &random)
    s.hasProductTime = !random.chance(0.012)
    if random.chance(logit: 0.2 + 0.5 * intent) {
      s.administrative = 1 + Int(random.skewed(2.4, spread: 0.8))
      s.administrativeTime = time(s.administrative, each: 330, &random)
    }
    if random.chance(logit: -1.5 + 0.4 * intent) {
      s.informational = 1 + Int(random.skewed(0.9, spread: 0.8))
      s.informationalTime = time(s.informational, each: 450, &random)
    }
  }

  /// Who leaves from the first page spends no time that could be measured.
  private static func time(_ pages: Int, each: Double, _ random: inout SeededRandom) -> Int {
    pages > 1 || random.chance(0.3)
      ? Int(random.skewed(Double(pages) * each, spread: 0.6)) : 0
  }

  /// Short visits leave from where they came in.
  private static func setRates(
    _ s: inout Session, _ intent: Double, _ random: inout SeededRandom
  ) {
    if s.products < 3, random.chance(0.6) {
      s.bounceRate = 2000
      s.exitRate = 2000
      return
    }
    let isClean = random.chance(0.5)
    s.bounceRate = isClean ? 0 : min(2000, Int(random.skewed(110, spread: 0.9)))
    let exits = random.skewed(190 * ExactMath.exp(-0.25 * intent), spread: 0.6)
    s.exitRate = min(2000, s.bounceRate + Int(exits) + 200 / (s.products + 1))
  }

  private static func setPageValue(
    _ s: inout Session, _ intent: Double, _ random: inout SeededRandom
  ) {
    let interest = s.products < 8 ? -1.2 : s.products < 60 ? 0 : 0.4
    guard random.chance(logit: -1.35 + 0.9 * intent + interest) else { return }
    s.pageValue = 1 + Int(random.skewed(1400, spread: 0.95))
  }
}

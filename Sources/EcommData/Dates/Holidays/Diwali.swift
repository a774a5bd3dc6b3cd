import Glibc

extension CivilDate {
  /// The evening of the new moon of autumn: the last one in the evening of which, in India, the moon is
  /// still new.
  ///
  /// The moon by the largest terms of Meeus, "Astronomical Algorithms" (1998), chapter 49, which are right to
  /// some minutes; the month is that in which the sun stands in sidereal Libra. Where authorities differ
  /// on the evening, so may this by a day.
  static func diwali(_ year: Int) -> CivilDate? {
    guard (1900...2100).contains(year) else { return nil }
    // Sun enters Libra: 17 October about noon in these centuries.
    let start = Double(days(year: year, month: 10, day: 17)) + 0.2
    let first = ((Double(year) + 0.79 - 2000) * 12.3685).rounded(.down) - 1
    for step in 0..<4 {
      let moment = newMoon(first + Double(step)) + india
      guard moment >= start else { continue }
      let day = moment.rounded(.down)
      return CivilDate(days: Int(moment - day >= evening ? day : day - 1))
    }
    return nil
  }

  /// Indian time, in days.
  private static let india = 5.5 / 24
  /// The moon must be new for the better part of an hour after sunset.
  private static let evening = 18.5 / 24
  private static let days1970 = 2_440_587.5

  /// Days since 1970 of new moon number k since 2000; Universal Time within some minutes.
  private static func newMoon(_ k: Double) -> Double {
    let t = k / 1236.85
    func angle(_ degrees: Double) -> Double { degrees * .pi / 180 }
    let sun = angle(2.5534 + 29.1053567 * k)
    let moon = angle(201.5643 + 385.81693528 * k + 0.0107582 * t * t)
    let latitude = angle(160.7108 + 390.67050284 * k - 0.0016118 * t * t)
    let node = angle(124.7746 - 1.56375588 * k)
    let e = 1 - 0.002516 * t
    let mean = 2_451_550.09766 + 29.530588861 * k + 0.00015437 * t * t
    let large =
      -0.4072 * sin(moon) + 0.17241 * e * sin(sun) + 0.01608 * sin(2 * moon)
      + 0.01039 * sin(2 * latitude)
    let small =
      0.00739 * e * sin(moon - sun) - 0.00514 * e * sin(moon + sun) + 0.00208 * e * e * sin(2 * sun)
      - 0.00111 * sin(moon - 2 * latitude) - 0.00057 * sin(moon + 2 * latitude)
      - 0.00017 * sin(node)
    // A minute and more lies between dynamical and Universal Time.
    return mean + large + small - 0.0008 - days1970
  }
}

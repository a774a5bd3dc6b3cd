/// How a session of sessions.csv comes to buy: `Revenue` is TRUE with the probability whose logit is
/// the sum of the terms below, all of them functions of columns in the file.
///
/// The terms that a linear model cannot follow: page values matter for some visitors more than for
/// others and saturate, many pages help only those who have seen a price worth something, and a month's
/// campaign works on new visitors in one season and on old ones in another.
enum SessionsTruth {
  static func logit(_ s: Session) -> Double {
    -3.28 + value(s) + interest(s) + leaving(s) + season(s) + channel(s)
  }

  /// Any page value is the strongest sign; it saturates at 30, and new visitors who have one decide at
  /// once.
  private static func value(_ s: Session) -> Double {
    guard s.pageValue > 0 else { return 0 }
    let value = Double(s.pageValue) / 100
    return 1.9 + 3.0 * value / (value + 9) + (s.visitor == .new ? 1.6 : 0)
  }

  /// Product pages: 8 to 60 are interest, more is doubt, unless a page had a value.
  private static func interest(_ s: Session) -> Double {
    switch s.products {
    case ..<8: return s.pageValue > 0 ? -0.3 : -2.0
    case ..<60: return s.pageValue > 0 ? 0.3 : 0.5
    default: return s.pageValue > 0 ? 1.0 : -1.5
    }
  }

  /// Leaving early is a bad sign; reading the terms with an account at hand is a good one.
  private static func leaving(_ s: Session) -> Double {
    let exits = -22 * Double(s.exitRate) / 10_000
    let readsTerms = s.informational > 0 && s.administrative > 3
    return exits + (readsTerms ? 0.7 : 0)
  }

  /// November brings back old customers, May new ones; before days of presents people only look.
  private static func season(_ s: Session) -> Double {
    campaign(month: s.month, isKnown: s.visitor == .returning) - 0.18 * Double(s.specialDay)
  }

  private static func campaign(month: Int, isKnown: Bool) -> Double {
    switch month {
    case Session.november: isKnown ? 1.0 : -0.6
    case Session.may: isKnown ? -0.5 : 0.8
    default: 0
    }
  }

  /// Newsletter (2) works in the week, social (8) on weekends; links (3, 13) bring the curious.
  private static func channel(_ s: Session) -> Double {
    switch s.traffic {
    case 2: s.isWeekend ? 0 : 0.6
    case 8: s.isWeekend ? 1.2 : 0.2
    case 3, 13: -0.5
    default: 0
    }
  }
}

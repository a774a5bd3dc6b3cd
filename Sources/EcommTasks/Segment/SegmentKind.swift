/// What the customers of a segment have in common, by their habits and not by a cluster's number.
public enum SegmentKind: String, Sendable, CaseIterable {
  case champions = "Champions"
  case bigSpenders = "Big spenders"
  case loyal = "Loyal"
  case atRisk = "At risk"
  case promising = "Promising"
  case returning = "Returning"
  case occasional = "Occasional"
  case slippingAway = "Slipping away"
  case new = "New"
  case oneTime = "One-time buyers"
  case bigAndGone = "Big spenders gone quiet"
  case lost = "Lost"
  /// Where segments are made of other figures than recency, frequency and value.
  case group = "Group"

  /// What to do about them.
  public var action: String {
    switch self {
    case .champions: "keep: early access and thanks, no discounts"
    case .bigSpenders: "care in person: terms, stock and delivery matter more than price"
    case .loyal: "raise the basket: bundles, points, a reason to become a champion"
    case .atRisk: "win back now: ask what went wrong, one generous offer with an end"
    case .promising: "win the next order within a month"
    case .returning: "make it a habit: reminders at their usual interval"
    case .occasional: "write when they tend to buy, not more often"
    case .slippingAway: "remind before it is too late: what they bought before"
    case .new: "welcome: guide to a second order within a month"
    case .oneTime: "one reason to come back, once"
    case .bigAndGone: "call them: a few of them are worth many others"
    case .lost: "spend little: one yearly reminder, then stop"
    case .group: "look at what sets them apart (segment explain)"
    }
  }
}

/// The rule that names a segment by where its typical customer stands among all customers.
struct SegmentNaming {
  /// The medians of a segment, and where they stand among all customers: 0 lowest, 1 highest.
  struct Centre: Sendable {
    let recency: Double
    let frequency: Double
    let value: Double
    /// Not-a-number where it is not known.
    let tenure: Double
    /// 1 is the most recent.
    let recencyRank: Double
    let frequencyRank: Double
    let valueRank: Double
    let tenureRank: Double

    /// The typical days between orders, where there are several.
    var gap: Double? {
      frequency >= 2 && tenure > recency ? (tenure - recency) / (frequency - 1) : nil
    }

    /// Away for more than twice as long as usual; without a known habit, for longer than most.
    var isOverdue: Bool { gap.map { recency > 2 * $0 } ?? (recencyRank < 0.4) }
  }

  static let recent = 0.6
  static let away = 0.4
  static let often = 0.65

  static func kind(_ centre: Centre) -> SegmentKind {
    if centre.valueRank >= 0.8, centre.valueRank - centre.frequencyRank >= 0.2 {
      return centre.recencyRank < away ? .bigAndGone : .bigSpenders
    }
    if centre.frequency < 2 { return once(centre) }
    return centre.frequencyRank >= often && centre.frequency >= 3
      ? often(centre) : sometimes(centre)
  }

  private static func once(_ centre: Centre) -> SegmentKind {
    centre.recencyRank >= recent ? .new : centre.recencyRank < away ? .lost : .oneTime
  }

  private static func often(_ centre: Centre) -> SegmentKind {
    if centre.recencyRank < recent, centre.isOverdue { return .atRisk }
    let isTop =
      centre.recencyRank >= recent && centre.frequencyRank >= 0.88 && centre.valueRank >= 0.85
    return isTop ? .champions : .loyal
  }

  private static func sometimes(_ centre: Centre) -> SegmentKind {
    if centre.recencyRank >= recent {
      return centre.tenureRank.isNaN || centre.tenureRank < 0.5 ? .promising : .returning
    }
    return centre.isOverdue ? .slippingAway : .occasional
  }

  /// A name for each segment, no two the same: where several are of one kind, their value tells them
  /// apart.
  static func names(_ kinds: [SegmentKind], values: [Double]) -> [String] {
    var names = kinds.map(\.rawValue)
    for kind in SegmentKind.allCases {
      let own = kinds.indices.filter { kinds[$0] == kind }.sorted {
        (-values[$0], $0) < (-values[$1], $1)
      }
      guard own.count > 1 || kind == .group else { continue }
      for (place, segment) in own.enumerated() {
        names[segment] = kind.rawValue + qualifier(place, own.count, kind)
      }
    }
    return names
  }

  private static func qualifier(_ place: Int, _ count: Int, _ kind: SegmentKind) -> String {
    if kind == .group { return " \(place + 1)" }
    switch count {
    case 2: return place == 0 ? ", higher value" : ", lower value"
    case 3: return [", highest value", ", middle value", ", lowest value"][place]
    default: return ", value \(place + 1) of \(count)"
    }
  }
}

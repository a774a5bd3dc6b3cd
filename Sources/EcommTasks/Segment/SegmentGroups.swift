import EcommBase

/// Customers by their segments: what profiles and names are made of.
struct SegmentGroups {
  let customers: Customers
  /// Rows of each segment, ascending.
  let rows: [[Int]]

  init(_ customers: Customers, labels: [Int], count: Int) {
    self.customers = customers
    var rows = [[Int]](repeating: [], count: count)
    for (row, label) in labels.enumerated() where label >= 0 && label < count {
      rows[label].append(row)
    }
    self.rows = rows
  }

  /// The figures that say something of a segment as a whole.
  private static let told = CustomerFigure.allCases.filter {
    ![.repeats, .repeatValue, .lastRepeat, .age].contains($0)
  }

  func medians(_ segment: Int) -> [CustomerFigure: Double] {
    reduce(segment) { FigureScale.quantile($0.sorted(), 0.5) }
  }

  func means(_ segment: Int) -> [CustomerFigure: Double] {
    reduce(segment) { $0.reduce(0, +) / Double($0.count) }
  }

  private func reduce(
    _ segment: Int, _ value: ([Double]) -> Double
  ) -> [CustomerFigure: Double] {
    Self.told.reduce(into: [:]) { values, figure in
      guard let column = customers[figure] else { return }
      let own = rows[segment].map { column[$0] }.filter { !$0.isNaN }
      if !own.isEmpty { values[figure] = value(own) }
    }
  }

  func revenue(_ segment: Int) -> Double {
    guard let values = customers[.monetary] else { return 0 }
    return rows[segment].reduce(0) { $0 + (values[$1].isNaN ? 0 : values[$1]) }
  }

  /// Kinds by the rule, or groups where the figures that it asks for are not there.
  func kinds() -> [SegmentKind] {
    let sorted = [CustomerFigure.recency, .frequency, .monetary, .tenure].reduce(
      into: [CustomerFigure: [Double]]()
    ) { $0[$1] = customers[$1]?.filter { !$0.isNaN }.sorted() }
    return rows.indices.map { segment in
      let medians = medians(segment)
      func rank(_ figure: CustomerFigure) -> Double {
        guard let value = medians[figure], let all = sorted[figure] else { return .nan }
        return Self.rank(value, in: all)
      }
      guard let recency = medians[.recency], let frequency = medians[.frequency],
        let value = medians[.monetary]
      else { return .group }
      return SegmentNaming.kind(
        SegmentNaming.Centre(
          recency: recency, frequency: frequency, value: value, tenure: medians[.tenure] ?? .nan,
          recencyRank: 1 - rank(.recency), frequencyRank: rank(.frequency),
          valueRank: rank(.monetary), tenureRank: rank(.tenure)))
    }
  }

  /// The part of ascending values that lie below, counting equal ones half.
  private static func rank(_ value: Double, in sorted: [Double]) -> Double {
    guard !sorted.isEmpty else { return .nan }
    let below = place(sorted) { $0 < value }
    let upTo = place(sorted) { $0 <= value }
    return Double(below + upTo) / 2 / Double(sorted.count)
  }

  /// How many of ascending values fulfil a condition that holds up to some place.
  private static func place(_ sorted: [Double], _ holds: (Double) -> Bool) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if holds(sorted[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

import EcommBase
import EcommData

/// Who moved from one segment to another between two dates.
public struct SegmentMigration: Sendable {
  public struct Move: Sendable, Equatable {
    public let customer: String
    /// Places in `names`; nil for who was no customer yet.
    public let from: Int?
    public let to: Int
  }

  /// The model's segments.
  public let names: [String]
  /// Customers in segment [earlier][later]; the last row are those who were not there earlier.
  public let counts: [[Int]]
  /// Those whose segment changed, in the order of the later customers.
  public let moves: [Move]

  /// - Parameters: answers of one model on customers as of an earlier and of a later date.
  public static func between(
    _ earlier: SegmentAnswers, _ later: SegmentAnswers
  ) -> SegmentMigration {
    let names = later.segmentNames
    var before: [String: Int] = [:]
    for (row, name) in earlier.customers.names.enumerated() where earlier.segments[row] >= 0 {
      before[name] = earlier.segments[row]
    }
    var counts = [[Int]](
      repeating: [Int](repeating: 0, count: names.count), count: names.count + 1)
    var moves: [Move] = []
    for (row, name) in later.customers.names.enumerated() where later.segments[row] >= 0 {
      let (from, to) = (before[name], later.segments[row])
      counts[from ?? names.count][to] += 1
      if from != to { moves.append(Move(customer: name, from: from, to: to)) }
    }
    return SegmentMigration(names: names, counts: counts, moves: moves)
  }

  /// Of those who were customers already, the part that stayed where they were.
  public var shareStayed: Double {
    let old = counts.dropLast().reduce(0) { $0 + $1.reduce(0, +) }
    let stayed = names.indices.reduce(0) { $0 + counts[$1][$1] }
    return old > 0 ? Double(stayed) / Double(old) : 1
  }

  public var json: JSON {
    [
      "segments": .strings(names), "counts": .array(counts.map(JSON.integers)),
      "moved": .integer(moves.count { $0.from != nil }), "share_stayed": .number(shareStayed),
    ]
  }
}

extension SegmentMigration {
  /// `customer,from,to` of those who moved; `from` is empty for who was not there yet.
  public var table: Table {
    var customers = Texts()
    for move in moves { customers.append(move.customer.utf8) }
    return Table([
      Column("customer", .texts(customers)),
      Column("from", .categories(Categories(of: moves.map { $0.from.map { names[$0] } }))),
      Column("to", .categories(Categories(of: moves.map { names[$0.to] }))),
    ])
  }
}

extension SegmentModel {
  /// The customers of an input now, held against those that the same purchases up to an earlier day make.
  public func migration(
    _ input: SegmentInput, of source: PurchaseSource, since day: CivilDate,
    parallel: Parallel = Parallel()
  ) throws -> SegmentMigration {
    guard !input.isReadyTable else { throw SegmentError.needsTransactions("--since") }
    var wishes = input.wishes
    wishes.asOf = day
    let earlier: SegmentInput
    do {
      earlier = try SegmentInput(source, wishes: wishes)
    } catch SegmentError.noCustomers {
      throw SegmentError.noneSince(day.description)
    }
    return SegmentMigration.between(
      try answers(earlier.customers, parallel: parallel),
      try answers(input.customers, parallel: parallel))
  }
}

import EcommBase

/// Every parameter of a segmentation, with its default.
public struct SegmentSettings: Sendable {
  public var figures = CustomerFigure.usual
  /// Nil: chosen, see `SegmentChoice`.
  public var k: Int?
  public var mostSegments = 8
  public var seed: UInt64 = 42
  /// Of DBSCAN; nil: proposed from the distances.
  public var eps: Double?
  public var minimumNeighbours = 5
  /// How far ahead purchases are foretold.
  public var days = 90
  /// Starts of K-Means.
  public var starts = 30
  public var winsorises = true

  public init() {}

  /// Figures by their names.
  public mutating func setFigures(_ names: [String]) throws {
    let all = CustomerFigure.allCases.map(\.rawValue)
    figures = try names.reduce(into: []) { figures, name in
      guard let figure = CustomerFigure(rawValue: name.lowercased()) else {
        throw SegmentError.unknownFigure(name, nearest: Nearest.match(name, in: all), all: all)
      }
      if !figures.contains(figure) { figures.append(figure) }
    }
  }

  func json(_ wishes: SegmentInput.Wishes, k: Int, eps: Double) -> JSON.Object {
    JSON.Object([
      ("features", .strings(figures.map(\.rawValue))), ("k", .integer(k)),
      ("k_asked_for", .bool(self.k != nil)), ("max_k", .integer(mostSegments)),
      ("seed", .integer(Int(truncatingIfNeeded: seed))), ("eps", .number(eps)),
      ("min_points", .integer(minimumNeighbours)), ("days", .integer(days)),
      ("starts", .integer(starts)), ("winsorise", .bool(winsorises)),
      ("returns", .string(wishes.netsReturns ? "net" : "apart")),
      ("drop_duplicates", .bool(wishes.dropsCopies)),
      ("as_of", .optional(wishes.asOf?.description)),
    ])
  }
}

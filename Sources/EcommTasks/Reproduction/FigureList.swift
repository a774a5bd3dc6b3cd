import EcommBase

/// The numbers of a record by the way to each: `leaderboard/boosting/roc_auc`.
///
/// Members of a list are called by their names, so that a new one in between moves no other. A list
/// of nameless members is a curve and left out: what a curve says stands beside it as a figure.
public struct FigureList: Sendable, Equatable {
  public struct Figure: Sendable, Equatable {
    public let name: String
    public let value: Double
  }

  /// In the order of the record.
  public let figures: [Figure]

  public init(_ record: JSON) {
    var figures: [Figure] = []
    Self.collect(record, at: [], into: &figures)
    self.figures = figures
  }

  /// Written by the names that figures have.
  init(recorded: JSON.Object) {
    figures = zip(recorded.names, recorded.values).compactMap { name, value in
      value.double.map { Figure(name: name, value: $0) }
    }
  }

  public subscript(name: String) -> Double? { figures.first { $0.name == name }?.value }

  /// What members of lists are known by: the first of these that tells all of them apart.
  private static let keys = ["model", "title", "name", "metric", "class", "label", "k"]

  private static func collect(_ record: JSON, at path: [String], into figures: inout [Figure]) {
    if let object = record.object {
      for (name, value) in zip(object.names, object.values) {
        collect(value, at: path + [name], into: &figures)
      }
    } else if case .array(let members) = record {
      for (name, member) in zip(names(of: members), members) {
        collect(member, at: path + [name], into: &figures)
      }
    } else if let value = record.double, value.isFinite {
      figures.append(Figure(name: path.joined(separator: "/"), value: value))
    }
  }

  /// None where no key tells them apart.
  private static func names(of members: [JSON]) -> [String] {
    keys.lazy.map { key in
      members.compactMap { $0[key]?.string ?? $0[key]?.integer.map(String.init) }
    }.first { Set($0).count == members.count } ?? []
  }
}

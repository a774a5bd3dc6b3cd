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

  /// What members of lists are known by, in this order.
  private static let keys = ["model", "name", "metric", "class", "label", "k"]

  private static func collect(_ record: JSON, at path: [String], into figures: inout [Figure]) {
    if let object = record.object {
      for (name, value) in zip(object.names, object.values) {
        collect(value, at: path + [name], into: &figures)
      }
    } else if case .array(let members) = record {
      for member in members {
        guard let name = self.name(of: member) else { return }
        collect(member, at: path + [name], into: &figures)
      }
    } else if let value = record.double, value.isFinite {
      figures.append(Figure(name: path.joined(separator: "/"), value: value))
    }
  }

  private static func name(of member: JSON) -> String? {
    keys.lazy.compactMap { key -> String? in
      member[key]?.string ?? member[key]?.integer.map(String.init)
    }.first
  }
}

import EcommBase
import EcommData
import Glibc

/// How many bits of the target a column tells by itself, whatever the shape: numbers by tenths of the rows,
/// missing as a value of its own, less what chance alone would show (Miller, 1955).
enum MutualInformation {
  private static let bins = 10

  static func bits(_ values: ColumnValues, _ labels: [Int], classes: Int) -> Double? {
    guard let codes = codes(values), !labels.isEmpty else { return nil }
    let levels = (codes.max() ?? 0) + 1
    var joint = [Double](repeating: 0, count: levels * classes)
    var (own, told) = (
      [Double](repeating: 0, count: levels), [Double](repeating: 0, count: classes)
    )
    for (code, label) in zip(codes, labels) {
      joint[code * classes + label] += 1
      own[code] += 1
      told[label] += 1
    }
    let count = Double(labels.count)
    var bits = 0.0
    for place in joint.indices where joint[place] > 0 {
      let expected = own[place / classes] * told[place % classes] / count
      bits += joint[place] / count * log2(joint[place] / expected)
    }
    let spare = Double((own.count { $0 > 0 } - 1) * (told.count { $0 > 0 } - 1))
    return max(0, bits - spare / (2 * count * log(2)))
  }

  /// What knowing the class itself would tell.
  static func entropy(_ labels: [Int], classes: Int) -> Double {
    var told = [Double](repeating: 0, count: classes)
    for label in labels { told[label] += 1 }
    let count = Double(max(1, labels.count))
    return told.reduce(0) { $1 > 0 ? $0 - $1 / count * log2($1 / count) : $0 }
  }

  private static func codes(_ values: ColumnValues) -> [Int]? {
    switch values {
    case .texts: return nil
    case .categories(let categories):
      return categories.codes.map { $0 < 0 ? categories.levels.count : Int($0) }
    default:
      let numbers = values.doubles ?? []
      let edges = ColumnReference(Column("", .numbers(numbers))).edges
      return numbers.map { value in
        value.isNaN ? edges.count : max(0, (edges.lastIndex { $0 <= value }) ?? 0)
      }
    }
  }
}

extension ColumnReference {
  fileprivate var edges: [Double] {
    if case .numbers(let edges, _) = spread { edges } else { [] }
  }
}

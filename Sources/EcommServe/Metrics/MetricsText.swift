import EcommBase
import EcommHTTP

/// Figures in Prometheus' text format 0.0.4: HELP and TYPE once for each name, base units, no label that
/// grows with what clients send.
struct MetricsText {
  static let contentType = "text/plain; version=0.0.4; charset=utf-8"

  enum Kind: String { case counter, gauge, histogram }

  private(set) var bytes: [UInt8] = []

  typealias Labels = [(String, String)]

  mutating func family(_ name: String, _ kind: Kind, _ help: String) {
    append("# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n")
  }

  mutating func sample(_ name: String, _ labels: Labels = [], _ value: Double) {
    append(name)
    for (place, label) in labels.enumerated() {
      append(place == 0 ? "{" : ",")
      append("\(label.0)=\"\(Self.escaped(label.1))\"")
    }
    append(labels.isEmpty ? " " : "} ")
    append(Self.text(value) + "\n")
  }

  mutating func sample(_ name: String, _ labels: Labels = [], _ value: Int) {
    sample(name, labels, Double(value))
  }

  /// A family with one sample.
  mutating func single(_ name: String, _ kind: Kind, _ help: String, _ value: Double) {
    family(name, kind, help)
    sample(name, [], value)
  }

  /// `counts` has one more than `edges`.
  mutating func histogram(
    _ name: String, _ labels: Labels, edges: [Double], counts: [Int], sum: Double
  ) {
    var below = 0
    for (edge, count) in zip(edges, counts) {
      below += count
      sample(name + "_bucket", labels + [("le", Self.text(edge))], below)
    }
    let all = counts.reduce(0, +)
    sample(name + "_bucket", labels + [("le", "+Inf")], all)
    sample(name + "_sum", labels, sum)
    sample(name + "_count", labels, all)
  }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private static func text(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
    return value == value.rounded() && value.magnitude < 1e15 ? String(Int(value)) : "\(value)"
  }

  private static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 92 || $0 == 34 || $0 == 10 }) else { return text }
    return text.reduce(into: "") { text, character in
      switch character {
      case "\\": text += "\\\\"
      case "\"": text += "\\\""
      case "\n": text += "\\n"
      default: text.append(character)
      }
    }
  }
}

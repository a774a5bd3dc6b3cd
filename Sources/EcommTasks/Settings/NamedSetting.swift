import EcommBase
import EcommLearn

/// A parameter of a learner that `--set NAME=VALUE` sets, by its documented name.
public struct NamedSetting<Parameters: Sendable>: Sendable {
  public let name: String
  public let about: String
  let range: ClosedRange<Double>
  let isWhole: Bool
  let read: @Sendable (Parameters) -> Double
  let write: @Sendable (inout Parameters, Double) -> Void

  static func whole(
    _ name: String, _ path: WritableKeyPath<Parameters, Int> & Sendable,
    in range: ClosedRange<Int>, _ about: String
  ) -> NamedSetting {
    NamedSetting(
      name: name, about: about, range: Double(range.lowerBound)...Double(range.upperBound),
      isWhole: true, read: { Double($0[keyPath: path]) }, write: { $0[keyPath: path] = Int($1) })
  }

  static func number(
    _ name: String, _ path: WritableKeyPath<Parameters, Double> & Sendable,
    in range: ClosedRange<Double>, _ about: String
  ) -> NamedSetting {
    NamedSetting(
      name: name, about: about, range: range, isWhole: false,
      read: { $0[keyPath: path] }, write: { $0[keyPath: path] = $1 })
  }

  func set(_ text: String, in parameters: inout Parameters) throws(SettingError) {
    guard let value = Double(text), range.contains(value), !isWhole || value == value.rounded()
    else { throw .bad(name, value: text, expected: expected) }
    write(&parameters, value)
  }

  private var expected: String {
    let from = Figures.plain(range.lowerBound)
    return "\(isWhole ? "a whole number" : "a number") from \(from) to "
      + Figures.plain(range.upperBound)
  }

  func json(_ parameters: Parameters) -> (String, JSON) {
    let value = read(parameters)
    return (name, isWhole ? .integer(Int(value)) : .number(value))
  }
}

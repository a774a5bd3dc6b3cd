import EcommBase

/// Forecasts of demand that is zero most of the time: how much, and how often, smoothed apart.
///
/// - `croston`: sizes and waits between them (Croston, 1972); size / wait.
/// - `sba`: the same times 1 - α/2, which takes out its bias (Syntetos and Boylan, 2005).
/// - `tsb`: sizes, and the chance of a demand, which falls while there is none (Teunter, Syntetos and
///   Babai, 2011): the forecast of a product that died goes to zero.
///
/// The two weights are those of the least squared one-step errors, out of a grid. A missing value
/// moves nothing.
public struct IntermittentDemand: SeriesModel, Equatable {
  public static let name = "croston"

  public enum Method: String, Sendable, CaseIterable { case croston, sba, tsb }

  public let method: Method
  /// How much of each surprise in size and in frequency is taken in.
  public let sizeWeight: Double
  public let frequencyWeight: Double
  let start: State
  var state: State

  struct State: Sendable, Equatable {
    var size: Double
    /// The mean wait; of `tsb` the chance of a demand.
    var frequency: Double
    /// Steps since the last demand.
    var wait: Double
  }

  private static let grid = [0.05, 0.1, 0.15, 0.2, 0.25, 0.3]

  public static func fit(
    _ values: [Double], method: Method = .sba
  ) throws(SeriesError) -> IntermittentDemand {
    try SeriesChecks.check(values, needed: 2)
    if let place = values.firstIndex(where: { $0 < 0 }) { throw .negative(place: place) }
    let start = start(values, method)
    var best: (error: Double, model: IntermittentDemand)?
    for size in grid {
      for frequency in method == .tsb ? grid : [size] {
        let model = IntermittentDemand(
          method: method, sizeWeight: size, frequencyWeight: frequency, start: start, state: start)
        let error = model.squaredError(values)
        if best.map({ error < $0.error }) ?? true { best = (error, model) }
      }
    }
    guard var model = best?.model else { throw .constant }
    model.update(with: values)
    return model
  }

  /// Means over the whole series: a start that lives short.
  private static func start(_ values: [Double], _ method: Method) -> State {
    let known = values.filter { !$0.isNaN }
    let sizes = known.filter { $0 > 0 }
    let share = Double(sizes.count) / Double(known.count)
    let size = sizes.reduce(0) { $0 + $1 / Double(sizes.count) }
    let wait = sizes.isEmpty ? Double(known.count) : 1 / share
    return State(size: size, frequency: method == .tsb ? share : wait, wait: 1)
  }

  private func squaredError(_ values: [Double]) -> Double {
    let unit = max(start.size, 1e-100)
    return zip(values, fitted(values)).reduce(0) { sum, pair in
      let error = (pair.0 - pair.1) / unit
      return pair.0.isNaN ? sum : sum + error * error
    }
  }

  private func rate(_ state: State) -> Double {
    switch method {
    case .croston: state.size / state.frequency
    case .sba: (1 - frequencyWeight / 2) * state.size / state.frequency
    case .tsb: state.size * state.frequency
    }
  }

  private func advance(_ state: inout State, _ value: Double) {
    guard !value.isNaN, value >= 0 else { return }
    if method == .tsb {
      state.frequency += frequencyWeight * ((value > 0 ? 1 : 0) - state.frequency)
    }
    guard value > 0 else {
      state.wait += 1
      return
    }
    state.size += sizeWeight * (value - state.size)
    if method != .tsb { state.frequency += frequencyWeight * (state.wait - state.frequency) }
    state.wait = 1
  }

  public func forecast(_ horizon: Int) -> [Double] {
    [Double](repeating: rate(state), count: max(0, horizon))
  }

  public func fitted(_ values: [Double]) -> [Double] {
    var state = start
    return values.map { value in
      defer { advance(&state, SeriesChecks.usable(value)) }
      return rate(state)
    }
  }

  public mutating func update(with values: [Double]) {
    for value in values { advance(&state, SeriesChecks.usable(value)) }
  }

  public var summary: String {
    let often =
      method == .tsb
      ? "in \(Figures.percent(state.frequency, 0)) of the steps"
      : "every \(Figures.short(state.frequency)) steps"
    return "intermittent demand (\(method.rawValue)): \(Figures.short(state.size)) \(often)"
  }
}

extension IntermittentDemand {
  public var json: JSON {
    [
      "method": .string(method.rawValue), "size_weight": .number(sizeWeight),
      "frequency_weight": .number(frequencyWeight), "start": start.json, "state": state.json,
    ]
  }

  public init(_ fields: JSONFields) throws {
    method = try fields.choice("method")
    sizeWeight = try fields.number("size_weight", in: 0...1)
    frequencyWeight = try fields.number("frequency_weight", in: 0...1)
    start = try State(fields.fields("start"), method)
    state = try State(fields.fields("state"), method)
  }
}

extension IntermittentDemand.State {
  fileprivate var json: JSON {
    ["size": .number(size), "frequency": .number(frequency), "wait": .number(wait)]
  }

  fileprivate init(_ fields: JSONFields, _ method: IntermittentDemand.Method) throws {
    size = try fields.bounded("size", above: 0)
    frequency = try fields.number("frequency", in: method == .tsb ? 0...1 : 1...1e12)
    wait = try fields.number("wait", in: 1...1e12)
  }
}

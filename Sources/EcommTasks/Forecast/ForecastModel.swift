import EcommBase
import EcommData
import EcommLearn

/// A forecast model ready to answer: what `predict` and `serve` both ask.
public struct ForecastModel: Sendable {
  public let id: String
  /// The first day after the data.
  public let firstDay: Int
  let learner: any SeriesModel
  let intervals: [ForecastIntervals]

  public struct Point: Sendable, Equatable {
    public let day: Int
    public let forecast: Double
    /// One for each level, the narrowest first.
    public let bounds: [Bounds]
    public var lower: Double { bounds.first?.lower ?? forecast }
    public var upper: Double { bounds.first?.upper ?? forecast }
    public var date: String { CivilDate(days: day).description }
  }

  /// What the value lies between in `level` of all cases.
  public struct Bounds: Sendable, Equatable {
    public let level: Double
    public let lower: Double
    public let upper: Double
  }

  public static let longestHorizon = 3660

  public init(_ file: ModelFile, name: String) throws {
    guard file.task == .forecast else {
      throw ModelFileError.wrongTask(file: name, task: file.task, wanted: .forecast)
    }
    let fields = try JSONFields(file.model, file: name, path: "model")
    learner = try SeriesLearners.read(file.learner, fields, file: name)
    guard let last = file.data.lastDate.flatMap(CivilDate.init(iso:)) else {
      throw FieldError.wrong(file: name, path: "data/last_date", expected: "a date")
    }
    firstDay = last.days + 1
    intervals = try JSONFields(file.decision, file: name, path: "decision").objects("intervals")
      .map(ForecastIntervals.init).sorted { $0.level < $1.level }
    id = file.id
  }

  /// The next `horizon` days; sales are never below zero.
  public func predict(horizon: Int) -> [Point] {
    learner.forecast(horizon).enumerated().map { step, value in
      Point(
        day: firstDay + step, forecast: max(0, value),
        bounds: intervals.map { interval in
          let width = interval.halfWidth(step)
          return Bounds(
            level: interval.level, lower: max(0, value - width), upper: max(0, value + width))
        })
    }
  }
}

extension ForecastModel.Point {
  public var json: JSON {
    [
      "date": .string(date), "forecast": .number(forecast), "lower": .number(lower),
      "upper": .number(upper),
      "intervals": .array(
        bounds.map {
          ["level": .number($0.level), "lower": .number($0.lower), "upper": .number($0.upper)]
        }),
    ]
  }
}

import EcommBase
import EcommData
import EcommLearn

/// A forecast model ready to answer: what `predict` and `serve` both ask.
public struct ForecastModel: Sendable {
  public let id: String
  /// The first day after the data.
  public let firstDay: Int
  let learner: any SeriesModel

  public struct Point: Sendable, Equatable {
    public let day: Int
    public let forecast: Double
    public let lower: Double
    public let upper: Double
    public var date: String { CivilDate(days: day).description }
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
    id = file.id
  }

  /// The next `horizon` days with an 80 % interval; sales are never below zero.
  public func predict(horizon: Int) -> [Point] {
    let values = learner.forecast(horizon)
    let spread = learner.deviations(horizon).map { $0 * Self.normal80 }
    return values.indices.map { step in
      Point(
        day: firstDay + step, forecast: max(0, values[step]),
        lower: max(0, values[step] - spread[step]), upper: max(0, values[step] + spread[step]))
    }
  }

  /// The 90 % point of the standard normal distribution.
  private static let normal80 = 1.2815515655446004
}

extension ForecastModel.Point {
  public var json: JSON {
    [
      "date": .string(date), "forecast": .number(forecast), "lower": .number(lower),
      "upper": .number(upper),
    ]
  }
}

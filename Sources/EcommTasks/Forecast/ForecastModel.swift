import EcommBase
import EcommData
import EcommLearn

/// A forecast model ready to answer: what `predict` and `serve` both ask.
public struct ForecastModel: Sendable {
  public let id: String
  /// The first day after the data.
  public let firstDay: Int
  let learner: any SeriesModel
  let interval: ForecastInterval

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
    interval = try ForecastInterval(JSONFields(file.decision, file: name, path: "decision"))
    id = file.id
  }

  /// The next `horizon` days; sales are never below zero.
  public func predict(horizon: Int) -> [Point] {
    learner.forecast(horizon).enumerated().map { step, value in
      Point(
        day: firstDay + step, forecast: max(0, value), lower: max(0, value - interval.halfWidth),
        upper: max(0, value + interval.halfWidth))
    }
  }
}

/// How far from the forecast the true value was in the backtest, in `level` of all cases (split
/// conformal prediction, Vovk et al., 2005, over all steps alike).
public struct ForecastInterval: Sendable, Equatable {
  public let level: Double
  public let halfWidth: Double

  static let usualLevel = 0.8

  /// The smallest half-width that holds `level` of the errors, counting one more case to come.
  init(errors: [Double], level: Double = usualLevel) {
    let sizes = errors.map(abs).sorted()
    let rank = Int((level * Double(sizes.count + 1)).rounded(.up))
    self.level = level
    halfWidth = sizes.isEmpty ? 0 : sizes[min(rank, sizes.count) - 1]
  }

  init(_ fields: JSONFields) throws {
    level = try fields.number("interval_level")
    halfWidth = try fields.number("interval_half_width")
  }

  var json: JSON {
    ["interval_level": .number(level), "interval_half_width": .number(halfWidth)]
  }
}

extension ForecastModel.Point {
  public var json: JSON {
    [
      "date": .string(date), "forecast": .number(forecast), "lower": .number(lower),
      "upper": .number(upper),
    ]
  }
}

/// A model ready to answer, of whatever task its file says.
public enum TrainedModel: Sendable {
  case forecast(ForecastModel)
  case classify(ClassModel)
  case segment(SegmentModel)
  case anomaly(AnomalyModel)
  /// An anomaly model that watches days instead of rows.
  case days(StrangeDayModel)

  public init(_ file: ModelFile, name: String) throws {
    switch file.task {
    case .forecast: self = .forecast(try ForecastModel(file, name: name))
    case .classify: self = .classify(try ClassModel(file, name: name))
    case .segment: self = .segment(try SegmentModel(file, name: name))
    case .anomaly where StrangeDayModel.isOne(file):
      self = .days(try StrangeDayModel(file, name: name))
    case .anomaly: self = .anomaly(try AnomalyModel(file, name: name))
    }
  }
}

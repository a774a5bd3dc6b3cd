import EcommBase
import EcommHTTP
import EcommTasks

/// `POST /forecast {"days_ahead": 14}`.
enum ForecastRoute {
  static let longest = 90

  static func answer(_ request: HTTPRequest, _ model: ForecastModel) -> HTTPResponse {
    let body: JSON
    do {
      body = try JSONReader.read(
        request.body, file: "body", limits: .init(depth: 16, bytes: 1 << 20))
    } catch {
      return .problem(400, error.text)
    }
    guard let days = body["days_ahead"]?.integer, (1...longest).contains(days) else {
      return .problem(422, "days_ahead must be a whole number from 1 to \(longest)")
    }
    do {
      return .json([
        "forecasts": .array(try model.predict(horizon: days).map(\.json)),
        "model_version": .string(model.id),
      ])
    } catch let complaint as any Complaint {
      return .problem(422, complaint.text)
    } catch {
      return .problem(500, "the forecast failed")
    }
  }
}

import EcommLearn
import EcommTestKit
import Testing

@Suite struct LinearSHAPTests {
  private func explained() throws -> LinearSHAP {
    try LinearSHAP(coefficients: [2, -1, 0], intercept: 0.5, means: [1, 3, 7])
  }

  @Test func addsUpToTheScore() throws {
    let shap = try explained()
    let parts = try shap.contributions([4, 1, 100])
    #expect(parts == [6, 2, 0])
    #expect(isClose(shap.base + parts.reduce(0, +), 2 * 4 - 1 + 0.5, within: 1e-15))
  }

  @Test func importanceIsTheMeanMagnitude() throws {
    let data = try DenseColumns([[0.0, 2], [3, 3], [1, 9]])
    #expect(try explained().importance(data) == [2, 0, 0])
    #expect(throws: LinearError.differentColumns(model: 3, data: 1)) {
      try explained().importance(DenseColumns([[1.0]]))
    }
    #expect(throws: LinearError.differentColumns(model: 3, data: 2)) {
      try explained().contributions([1, 2])
    }
  }
}

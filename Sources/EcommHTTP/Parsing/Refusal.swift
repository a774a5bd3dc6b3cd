/// Why a request is not taken. What follows on its connection cannot be trusted to be a request, so
/// the connection ends with this answer.
struct Refusal: Error, Equatable {
  let status: Int
  let why: String

  init(_ status: Int, _ why: String) {
    self.status = status
    self.why = why
  }
}

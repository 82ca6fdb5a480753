/// Told how many of all steps are done, each time one more is. It may be called from several threads, one at a time.
///
/// An analysis passes it on to the report's runner:
///
///     let reporter = ProgressReporter("trees", total: 300)
///     try ForestClassifier(training: features, labels: labels) { _, _ in reporter.advance() }
public typealias TrainingProgress = @Sendable (_ done: Int, _ total: Int) -> Void

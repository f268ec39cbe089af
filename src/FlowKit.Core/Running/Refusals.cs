using FlowKit.Errors;

namespace FlowKit.Running;

/// <summary>What the engine refuses in more than one place, in the same words.</summary>
internal static class Refusals
{
    public static FlowException Stopping() => Stopping(null as Exception);

    private static FlowException Stopping(Exception? exception) =>
        new(FlowErrorCodes.EngineStopping, "The engine is stopping and takes nothing new.", exception);

    /// <summary>What is said when a store cannot be reached by an engine that stops: that nothing was taken only where that is known.</summary>
    public static FlowException Stopping(FlowException fault) => fault is not UnsureSaveException unsure
        ? Stopping((Exception)fault)
        : new(
            FlowErrorCodes.AnswerLost,
            $"The engine stops, and its store has not answered: what was asked of the execution '{unsure.ExecutionId}' may be on record or not. " +
            "Look at the execution before you ask again.",
            fault);

    public static FlowException Unknown(string executionId) => new(FlowErrorCodes.UnknownExecution, $"No execution '{executionId}' is known.");
}

using FlowKit.Errors;

namespace FlowKit.Running;

/// <summary>What the engine refuses in more than one place, in the same words.</summary>
internal static class Refusals
{
    public static FlowException Stopping(Exception? exception = null) =>
        new(FlowErrorCodes.EngineStopping, "The engine is stopping and takes nothing new.", exception);

    public static FlowException Unknown(string executionId) => new(FlowErrorCodes.UnknownExecution, $"No execution '{executionId}' is known.");
}

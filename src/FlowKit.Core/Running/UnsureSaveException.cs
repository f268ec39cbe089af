using FlowKit.Errors;

namespace FlowKit.Running;

/// <summary>A store that could not be reached while it was to keep a save: that may be on record.</summary>
internal sealed class UnsureSaveException(string executionId, FlowException fault) : FlowException(fault.Code, fault.Message, fault)
{
    public string ExecutionId => executionId;
}

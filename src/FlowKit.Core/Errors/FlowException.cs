namespace FlowKit.Errors;

/// <summary>The parent of every exception FlowKit throws on purpose. A task's failure is data, never an exception.</summary>
public class FlowException : Exception
{
    /// <summary>An exception with its code.</summary>
    public FlowException(string code, string message, Exception? innerException = null)
        : base(message, innerException) => Code = code;

    /// <summary><c>FLOWnnnn</c>, listed in <c>docs/errors.md</c>.</summary>
    public string Code { get; }
}

namespace FlowKit.Cli;

/// <summary>The tool was called in a wrong way; the message says what to do.</summary>
internal sealed class WrongCallException(string message) : Exception(message);

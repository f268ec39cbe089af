namespace FlowKit.Cli;

/// <summary>What the tool tells its caller.</summary>
internal static class ExitCodes
{
    /// <summary>Done, and successful.</summary>
    public const int Done = 0;

    /// <summary>The flow, the test or the execution failed.</summary>
    public const int Failed = 1;

    /// <summary>The call itself was wrong.</summary>
    public const int WrongCall = 2;
}

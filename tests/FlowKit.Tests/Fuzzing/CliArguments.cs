namespace FlowKit.Tests.Fuzzing;

/// <summary>A call of the tool.</summary>
internal sealed record CliArguments(IReadOnlyList<string> Arguments, string? In, bool IsTerminal)
{
    public override string ToString() => $"{string.Join(" ", Arguments.Select(one => $"'{one}'"))} < '{In}'{(IsTerminal ? " to a terminal" : string.Empty)}";
}

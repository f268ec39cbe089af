using FlowKit.Errors;

namespace FlowKit.Core.Tests.Errors;

public sealed class FlowRefusedExceptionTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(20, 20)]
    [InlineData(1_000, 21)]
    public void The_message_names_the_first_faults_and_counts_the_rest(int faults, int lines)
    {
        var refused = new FlowRefusedException(
            [.. Enumerable.Range(1, faults).Select(i => new Diagnostic("FLOW2403", DiagnosticSeverity.Error, SourcePlace.None, $"fault {i}."))]);
        Assert.Equal(lines, refused.Message.Split(Environment.NewLine).Length);
        Assert.Equal(faults, refused.Diagnostics.Count);
        Assert.Equal(faults > 20, refused.Message.EndsWith($"... and {faults - 20} more errors, all of them in Diagnostics.", StringComparison.Ordinal));
    }
}

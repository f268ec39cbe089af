using FlowKit.Values;

namespace FlowKit.Testing.Scenarios;

/// <summary>One thing that is not as a scenario expects it.</summary>
/// <param name="What">The key of <c>expect</c> and what of it (<c>tasks.charge</c>), or the step (<c>when[2].callback</c>).</param>
/// <param name="Expected">What was expected: a value, or a text that says it; missing for a fault of the scenario itself.</param>
/// <param name="Actual">What came: a value, or a text that says it.</param>
public sealed record ScenarioDifference(string What, FlowValue Expected, FlowValue Actual)
{
    /// <summary><c>tasks.charge: expected SUCCEED, got FAILED</c>.</summary>
    public override string ToString() =>
        Expected.IsMissing ? $"{What}: {Text(Actual)}" : $"{What}: expected {Text(Expected)}, got {Text(Actual)}";

    private static string Text(FlowValue value) =>
        (value.IsMissing ? "nothing" : value.AsString() ?? value.ToJson()).ReplaceLineEndings(" ");
}

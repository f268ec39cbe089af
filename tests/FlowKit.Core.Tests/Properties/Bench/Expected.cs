using FlowKit.Core.Tests.Properties.Flows;
using FlowKit.Core.Tests.Properties.Reference;

namespace FlowKit.Core.Tests.Properties.Bench;

/// <summary>What must come of a flow, as far as the rules say so.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="Result">One result that the rules allow.</param>
/// <param name="IsSure">The rules allow no other, as far as a few tries tell.</param>
/// <param name="FailureIsSure">No other failure either: two tasks may fail at the very same instant.</param>
internal sealed record Expected(FlowModel Flow, RefResult Result, bool IsSure, bool FailureIsSure)
{
    private const int ManyTries = 500;

    public static Expected Of(FlowModel flow)
    {
        var results = new[]
        {
            Interpreter.Run(flow, TieBreak.First),
            Interpreter.Run(flow, TieBreak.Last),
            Interpreter.Run(flow, TieBreak.Random(flow.Seed)),
            Interpreter.Run(flow, TieBreak.Random(~flow.Seed)),
        };
        return new(
            flow,
            results[0],
            results.Skip(1).All(result => result.Told == results[0].Told),
            results.All(result => result.Failure is null or { IsSure: true } && result.Failure == results[0].Failure));
    }

    /// <summary>Looks harder: true when the rules do allow another result.</summary>
    public bool IsUnsureAfterAll() =>
        Enumerable.Range(0, ManyTries).Any(seed => Interpreter.Run(Flow, TieBreak.Random(seed)).Told != Result.Told);
}

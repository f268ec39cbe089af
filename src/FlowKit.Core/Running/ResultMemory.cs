using System.Collections.Concurrent;
using FlowKit.Deciding;
using FlowKit.Dispatching;
using FlowKit.Planning;
using FlowKit.Values;

namespace FlowKit.Running;

/// <summary>
/// Answers tasks with a <c>cache</c> from what was kept. Of several attempts that ask the same at once one goes out and the others wait for
/// its result; when it brings none that may be kept, each goes out by itself.
/// </summary>
internal sealed class ResultMemory(IResultCache cache)
{
    private readonly ConcurrentDictionary<ResultKey, Task<FlowValue>> _underWay = new();

    /// <summary>The key of an attempt; null when its expression fails, and the attempt goes out as if there were no cache.</summary>
    public static ResultKey? KeyOf(Turn turn, FunctionNode node, FlowValue input)
    {
        var value = input;
        var evaluated = node.Cache!.Key is not { } key ||
            key.TryEvaluate(new(turn.Services) { Input = input }, out value, out _);
        return evaluated ? new ResultKey(turn.Plan.Name, node.Name, node.Cache.Version, value) : null;
    }

    public async ValueTask<DispatchOutcome> AskAsync(
        ResultKey key, FunctionNode node, Func<ValueTask<DispatchOutcome>> send, CancellationToken cancellationToken)
    {
        var kept = await cache.FindAsync(key, node.Cache!.MaxAge, cancellationToken).ConfigureAwait(false);
        if (!kept.IsMissing)
        {
            return DispatchOutcome.Succeeded(kept);
        }

        // Those who wait go on right where the first one ends: all they do is write a letter, or go out themselves.
        var mine = new TaskCompletionSource<FlowValue>();
        var first = _underWay.GetOrAdd(key, mine.Task);
        if (first != mine.Task)
        {
            var result = await first.WaitAsync(cancellationToken).ConfigureAwait(false);
            return result.IsMissing ? await send().ConfigureAwait(false) : DispatchOutcome.Succeeded(result);
        }

        // An attempt that is no longer wanted may never come back: nobody waits for it any longer.
        using var givenUp = cancellationToken.UnsafeRegister(_ => End(key, mine, default), null);
        var output = default(FlowValue);
        try
        {
            var outcome = await send().ConfigureAwait(false);
            output = Keepable(node, outcome);
            if (!output.IsMissing)
            {
                await cache.KeepAsync(key, output, cancellationToken).ConfigureAwait(false);
            }

            return outcome;
        }
        finally
        {
            End(key, mine, output);
        }
    }

    private void End(ResultKey key, TaskCompletionSource<FlowValue> mine, FlowValue output)
    {
        _underWay.TryRemove(KeyValuePair.Create(key, mine.Task));
        mine.TrySetResult(output);
    }

    // Only an answer that counts as a success.
    private static FlowValue Keepable(FunctionNode node, DispatchOutcome outcome) =>
        outcome is DispatchOutcome.Answered answer && FunctionDecision.AsObject(answer.Output) is var output &&
        FunctionVerdict.Of(node, output, answer.Success).Succeeded
            ? output
            : default;
}

using System.Collections.Concurrent;
using FlowKit.Callbacks;
using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Properties.Bench;

/// <summary>Many callbacks at once, from several threads, each with its answer.</summary>
internal static class Storm
{
    private const int Threads = 8;

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>What was answered to each of them: accepted, duplicate, or the code it was refused with.</summary>
    public static async Task<IReadOnlyList<(string Execution, TaskCallback Callback, string Answer)>> LetLooseAsync(
        FlowEngine engine, IReadOnlyList<(string Execution, TaskCallback Callback)> callbacks)
    {
        var answers = new ConcurrentBag<(string, TaskCallback, string)>();
        var next = -1;
        var senders = Enumerable.Range(0, Threads).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < callbacks.Count; i = Interlocked.Increment(ref next))
            {
                var (execution, callback) = callbacks[i];
                answers.Add((execution, callback, await AnswerAsync(engine, execution, callback)));
            }
        }));
        await Task.WhenAll(senders).WaitAsync(Patience);
        return [.. answers];
    }

    public static async Task<string> AnswerAsync(FlowEngine engine, string execution, TaskCallback callback)
    {
        try
        {
            return (await engine.CompleteTaskAsync(execution, callback)).ToString();
        }
        catch (FlowException refused)
        {
            return refused.Code;
        }
    }

    /// <summary>
    /// For one task: a result two to four times, perhaps another one that contradicts it, and perhaps one for an attempt there is not.
    /// </summary>
    public static IEnumerable<(string Execution, TaskCallback Callback)> For(string execution, string task, int number, Random random)
    {
        var good = new TaskCallback(task, CallbackStatus.Success, FlowValue.Object(("v", number)), 1);
        for (var i = random.Next(2, 5); i > 0; i--)
        {
            yield return (execution, good);
        }

        if (random.Next(2) == 0)
        {
            yield return (execution, good with { Output = FlowValue.Object(("v", -1 - number)) });
        }

        if (random.Next(4) == 0)
        {
            yield return (execution, good with { Attempt = 2 });
        }
    }

    /// <summary>One of the competing results of each task was accepted, its repeats were duplicates, the others refused.</summary>
    /// <returns>The accepted value by execution and task.</returns>
    public static IReadOnlyDictionary<(string Execution, string Task), FlowValue> CheckAnswers(
        IReadOnlyList<(string Execution, TaskCallback Callback, string Answer)> answers)
    {
        var accepted = new Dictionary<(string, string), FlowValue>();
        foreach (var group in answers.GroupBy(answer => (answer.Execution, answer.Callback.Task)))
        {
            var first = Assert.Single(group, answer => answer.Answer == nameof(CallbackAnswer.Accepted)).Callback;
            accepted.Add(group.Key, first.Output["v"]);
            foreach (var (_, callback, answer) in group)
            {
                var expected = callback.Attempt == 2 ? [FlowErrorCodes.CallbackOfOtherAttempt]
                    : callback.Output == first.Output ? [nameof(CallbackAnswer.Accepted), nameof(CallbackAnswer.Duplicate)]
                    : new[] { FlowErrorCodes.CallbackConflict };
                Assert.Contains(answer, expected);
            }
        }

        return accepted;
    }
}

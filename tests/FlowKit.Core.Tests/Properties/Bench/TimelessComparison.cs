using FlowKit.Core.Tests.Properties.Reference;
using FlowKit.Executions;

namespace FlowKit.Core.Tests.Properties.Bench;

/// <summary>What became of a flow in which it makes no difference when things happen, beside what had to.</summary>
internal static class TimelessComparison
{
    public static IEnumerable<string> Of(
        RefResult expected, ExecutionView view, FlowResult? result, IEnumerable<(string Task, int Attempt, string Input)> made, News news)
    {
        if (view.Status != expected.Status || result?.Status != expected.Status)
        {
            yield return $"expected {expected.Status}, found {view.Status}, told {result?.Status}";
        }

        foreach (var (name, status) in expected.Tasks)
        {
            var found = view.Tasks.TryGetValue(name, out var task) ? task.Status : FlowTaskStatus.NotStarted;
            if (found != status)
            {
                yield return $"{name}: expected {status}, found {found}";
            }
        }

        if (Canonical.Of(view.Context.ToJsonNode()) != expected.Context)
        {
            yield return $"context: expected {expected.Context}, found {view.Context}";
        }

        var calls = expected.Calls.Select(call => (call.Task, call.Attempt, call.Input)).Order().ToList();
        if (!calls.SequenceEqual(made.Order()))
        {
            yield return $"calls: expected\n{string.Join('\n', calls)}\nbut found\n{string.Join('\n', made.Order())}";
        }

        if (!news.All.Any(one => one.Task is null && one.News is FlowNews.DagSucceed or FlowNews.DagFailed))
        {
            yield return "the end was told to no sink";
        }
    }
}

using FlowKit.Executions;
using FlowKit.Values;

namespace FlowKit.Testing.Scenarios;

/// <summary>Compares what came with what was expected; nothing that was not asked for is looked at.</summary>
internal static class ExpectationCheck
{
    private static readonly string[] Reserved = ["flow_execution_id", "flow_root_execution_id", "traceId"];

    public static IEnumerable<ScenarioDifference> Compare(Expectation expected, ScenarioFacts facts)
    {
        var status = facts.View.Status.ToText();
        if (expected.Status is not null && expected.Status != status)
        {
            yield return new("status", expected.Status, Explained(status, facts.View));
        }

        foreach (var difference in Values(expected, facts).Concat(Tasks(expected, facts)).Concat(Dispatches(expected, facts)))
        {
            yield return difference;
        }

        if (expected.Events is { } events && Names(facts.News.Select(news => news.News.ToText())) is var told && told != Names(events))
        {
            yield return new("events", Names(events), told);
        }
    }

    private static IEnumerable<ScenarioDifference> Values(Expectation expected, ScenarioFacts facts)
    {
        var context = WithoutReserved(facts.View.Context);
        if (!expected.Context.IsMissing && WithoutReserved(expected.Context) != context)
        {
            yield return new("context", expected.Context, context);
        }

        if (!expected.ContextContains.IsMissing)
        {
            foreach (var difference in Contained("contextContains", expected.ContextContains, context))
            {
                yield return difference;
            }
        }

        if (!expected.Output.IsMissing && expected.Output != facts.View.Output)
        {
            yield return new("output", expected.Output, facts.View.Output);
        }
    }

    private static IEnumerable<ScenarioDifference> Tasks(Expectation expected, ScenarioFacts facts)
    {
        foreach (var (name, status) in expected.Tasks ?? [])
        {
            if (facts.StatusOf(name) is var actual && actual != status)
            {
                var explained = facts.View.Tasks.TryGetValue(name, out var task) ? Explained(actual, task) : actual;
                yield return new($"tasks.{name}", status, explained);
            }
        }

        foreach (var (name, attempts) in expected.Attempts ?? [])
        {
            var actual = facts.View.Tasks.TryGetValue(name, out var task) ? task.Attempts : 0;
            if (actual != attempts)
            {
                yield return new($"attempts.{name}", attempts, actual);
            }
        }
    }

    private static IEnumerable<ScenarioDifference> Dispatches(Expectation expected, ScenarioFacts facts)
    {
        var calls = facts.Calls.Select(call => call.Request.Task).ToArray();
        if (expected.Calls is { } inOrder && Names(inOrder) != Names(calls))
        {
            yield return new("calls", Names(inOrder), Names(calls));
        }

        if (expected.CallsUnordered is { } bag &&
            Names(bag.Order(StringComparer.Ordinal)) != Names(calls.Order(StringComparer.Ordinal)))
        {
            yield return new("callsUnordered", Names(bag), Names(calls));
        }

        foreach (var (name, input) in expected.CallInput ?? [])
        {
            var inputs = FlowValue.Array(facts.CallsOf(name).Select(call => call.Request.Input));
            var actual = input.Kind == FlowValueKind.Array ? inputs : inputs[inputs.Count - 1];
            if (actual != input)
            {
                yield return new($"callInput.{name}", input, actual);
            }
        }

        foreach (var (name, times) in expected.CallTimes ?? [])
        {
            var actual = facts.CallsOf(name).Select(facts.SinceStart).ToArray();
            if (!actual.SequenceEqual(times))
            {
                yield return new($"callTimes.{name}", Names(times.Select(Duration.ToText)), Names(actual.Select(Duration.ToText)));
            }
        }
    }

    /// <summary>Members that are missing or other than expected; objects are gone into, everything else must be equal.</summary>
    private static IEnumerable<ScenarioDifference> Contained(string what, FlowValue expected, FlowValue actual)
    {
        if (expected.Kind != FlowValueKind.Object || actual.Kind != FlowValueKind.Object)
        {
            return expected == actual ? [] : [new(what, expected, actual)];
        }

        return expected.Members.SelectMany(member => Contained($"{what}.{member.Key}", member.Value, actual[member.Key]));
    }

    private static FlowValue WithoutReserved(FlowValue context) =>
        FlowValue.Object(context.Members.Where(member => !Reserved.Contains(member.Key)));

    private static FlowValue Names(IEnumerable<string> names) => FlowValue.Array(names.Select(name => FlowValue.From(name)));

    private static string Explained(string status, ExecutionView view) =>
        view.Failure is { } failure ? $"{status} ({failure.Code}: {failure.Message})" : status;

    private static string Explained(string status, TaskView task) =>
        task.Failure is { } failure ? $"{status} ({failure.Code}: {failure.Message})" : status;
}

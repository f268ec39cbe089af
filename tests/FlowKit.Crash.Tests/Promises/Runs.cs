using System.Globalization;

namespace FlowKit.Crash.Tests.Promises;

/// <summary>One kind of execution after the other: calls, loops, retries, callbacks, timers, sub-flows, and what operators do.</summary>
internal static class Runs
{
    private static readonly Func<string, Random, ExpectedRun>[] Kinds =
        [Chain, Loop, Ask, Cancelled, AskEach, Late, Paused, Outer, Fail, Retried, Skipped, Woken, Restarted, Limited, Charged, Withdrawn];

    public static ExpectedRun Of(int number, Random random)
    {
        var kind = Kinds[number % Kinds.Length];
        return kind(string.Create(CultureInfo.InvariantCulture, $"{kind.Method.Name.ToLowerInvariant()}-{number}"), random);
    }

    private static ExpectedRun Chain(string id, Random random)
    {
        var n = random.Next(100);
        var run = new ExpectedRun(id) { Output = $$"""{"result":{{n + 3}}}""" };
        Chain(run, id);
        return run.Start("chain", $$"""{"n":{{n}}}""");
    }

    private static ExpectedRun Loop(string id, Random random)
    {
        var (n, items) = (random.Next(100), random.Next(1, 6));
        var run = new ExpectedRun(id) { Output = $$"""{"result":{{List(items, i => $"{n + i + 2}")}}}""" };
        run.Add("last", 1, [.. Enumerable.Range(0, items).Select(i => run.Add($"each_{i}-shaky", 2, run.Add($"each_{i}-shaky", 1, run.Add($"each_{i}-work", 1))))]);
        return run.Start("loop", $$"""{"items":{{List(items, i => $"{n + i}")}}}""");
    }

    private static ExpectedRun Ask(string id, Random random)
    {
        var run = new ExpectedRun(id);
        var one = run.Add("one", 1, run.Add("before", 1));
        var first = run.Add("two", 1, one);
        var second = run.Add("two", 2, first);
        run.Add("after", 1, second);
        run.Output = $$"""{"one":"{{one}}","two":"{{second}}"}""";
        return run.Start("ask").Do(Answer(one)).Do(Command.Callback(first, fails: true, "{}")).Do(Answer(second));
    }

    private static ExpectedRun AskEach(string id, Random random)
    {
        var items = random.Next(1, 6);
        var run = new ExpectedRun(id);
        for (var i = 0; i < items; i++)
        {
            var asked = run.Add($"each_{i}-ask", 1);
            run.Add($"each_{i}-check", 1, asked);
            run.Do(Answer(asked));
        }

        run.Output = $$"""{"result":{{List(items, i => $"\"{new Attempt(id, $"each_{i}-ask", 0, 1)}\"")}}}""";
        return run.Start("askEach", $$"""{"items":{{List(items, i => $"{i}")}}}""");
    }

    private static ExpectedRun Late(string id, Random random)
    {
        var run = new ExpectedRun(id) { Output = """{"result":4}""" };
        run.Add("last", 1, run.Add("delayed", 1, run.Add("first", 1)));
        return run.Start("late");
    }

    private static ExpectedRun Outer(string id, Random random)
    {
        var n = random.Next(100);
        var run = new ExpectedRun(id) { Output = $$"""{"result":{{n + 5}}}""" };
        run.Add("last", 1, Chain(run, $"{id}_inner_1", run.Add("first", 1)));
        return run.Start("outer", $$"""{"n":{{n}}}""");
    }

    private static ExpectedRun Fail(string id, Random random)
    {
        var run = new ExpectedRun(id) { End = ("FAILED", "DagFailed") };
        run.Add("never", 3, run.Add("never", 2, run.Add("never", 1, run.Add("first", 1))));
        return run.Start("fail");
    }

    /// <summary>Cancelled while it waits for an answer that never comes.</summary>
    private static ExpectedRun Cancelled(string id, Random random)
    {
        var run = new ExpectedRun(id) { End = ("CANCELED", "DagCanceled") };
        var hold = run.Add("hold", 1, run.Add("first", 1));
        return run.Start("held").Operate("cancel", [], hold.Dispatched);
    }

    /// <summary>Cancelled while the flow it calls waits for an answer that never comes: that ends so too.</summary>
    private static ExpectedRun Withdrawn(string id, Random random)
    {
        var run = new ExpectedRun(id) { End = ("CANCELED", "DagCanceled") };
        var child = $"{id}_inner_1";
        var first = run.Add(new Attempt(child, "first", 0, 1), run.Add("before", 1));
        return run.Start("holder").Operate("cancel", [], run.Add(new Attempt(child, "hold", 0, 1), first).Dispatched);
    }

    /// <summary>Paused while it waits, answered while it is paused, and resumed a while later.</summary>
    private static ExpectedRun Paused(string id, Random random)
    {
        var run = new ExpectedRun(id);
        var hold = run.Add("hold", 1, run.Add("first", 1));
        run.Add("last", 1, hold);
        run.Output = $$"""{"result":"{{hold}}"}""";
        var pause = Command.Operation("pause", id, [], hold.Dispatched);
        var answer = Answer(hold, pause.Done);
        var echo = Command.Operation("echo", id, [], answer.Done);
        return run.Start("held").Do(pause).Do(answer).Do(echo).Operate("resume", [], echo.Done);
    }

    private static ExpectedRun Retried(string id, Random random)
    {
        var run = new ExpectedRun(id) { Output = """{"result":3}""" }.Ends("DagFailed", epoch: 0);
        var failed = run.Add("again", 1, run.Add("first", 1));
        run.AddIn(1, "last", 1, run.AddIn(1, "again", 1, failed));
        return run.Start("flaky").Operate("retry", [], run.Told("DagFailed"));
    }

    /// <summary>Its failed task is skipped by hand.</summary>
    private static ExpectedRun Skipped(string id, Random random)
    {
        var run = new ExpectedRun(id).Ends("DagFailed", epoch: -1);
        run.Add("last", 1, run.Add("never", 3, run.Add("never", 2, run.Add("never", 1, run.Add("first", 1)))));
        return run.Start("fail").Operate("skip", ["never"], run.Told("DagFailed"));
    }

    private static ExpectedRun Woken(string id, Random random)
    {
        var run = new ExpectedRun(id) { Output = """{"result":"now"}""" };
        var first = run.Add("first", 1);
        run.Add("last", 1, first);
        return run.Start("gated").Operate("wake", ["gate", """{"go":"now"}"""], first.Dispatched);
    }

    /// <summary>Started all over again when it has ended. The second time it is answered when the restart was acknowledged, not before.</summary>
    private static ExpectedRun Restarted(string id, Random random)
    {
        var run = new ExpectedRun(id).Ends("DagSucceed", epoch: 0);
        var hold = run.Add("hold", 1, run.Add("first", 1));
        var last = run.Add("last", 1, hold);
        var anew = run.AddIn(1, "hold", 1, run.AddIn(1, "first", 1, last));
        run.AddIn(1, "last", 1, anew);
        run.Output = $$"""{"result":"{{anew}}"}""";
        var restart = Command.Operation("restart", id, [], run.Told("DagSucceed"));
        return run.Start("held").Do(Answer(hold)).Do(restart).Do(Answer(anew, restart.Done));
    }

    /// <summary>Reaches its time limit, whatever it has dispatched until then.</summary>
    private static ExpectedRun Limited(string id, Random random)
    {
        var run = new ExpectedRun(id) { End = ("TIMEOUT", "DagTimeout") };
        run.AddMaybe("hold", 1, run.AddMaybe("first", 1));
        return run.Start("limit");
    }

    /// <summary>Its call asks before it is repeated: half of them are told what came of it, the others to repeat it.</summary>
    private static ExpectedRun Charged(string id, Random random)
    {
        var n = random.Next(100);
        var run = new ExpectedRun(id) { Output = $$"""{"result":{{n + 1}}}""" };
        var first = run.Add("first", 1);
        if (random.Next(2) == 0)
        {
            var charge = run.Add("charge", 1, first);
            run.Add("last", 1, charge);
            run.Doubt = (charge, number => Command.Repeat(charge, number));
        }
        else
        {
            // It may be told before it has gone out at all.
            var charge = run.AddMaybe("charge", 1, first);
            run.Add("last", 1, first);
            run.Doubt = (charge, _ => Command.Outcome(charge, $$"""{"n":{{n + 1}}}"""));
        }

        return run.Start("asks", $$"""{"n":{{n}}}""");
    }

    private static Command Answer(Attempt attempt, params string[] after) => Command.Callback(attempt, fails: false, $$"""{"answer":"{{attempt}}"}""", after);

    private static Attempt Chain(ExpectedRun run, string execution, params Attempt[] after)
    {
        foreach (var task in (string[])["a", "b", "c"])
        {
            after = [run.Add(new Attempt(execution, task, 0, 1), after)];
        }

        return after[0];
    }

    private static string List(int count, Func<int, string> item) => $"[{string.Join(',', Enumerable.Range(0, count).Select(item))}]";
}

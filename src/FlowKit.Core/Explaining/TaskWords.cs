using System.Globalization;
using FlowKit.Descriptors;
using FlowKit.Planning;

namespace FlowKit.Explaining;

/// <summary>What a task does, in words.</summary>
internal static class TaskWords
{
    public static string Of(TaskNode node) => node switch
    {
        FunctionNode call => Call(call),
        ScriptNode => "evaluates an expression",
        ReturnNode { Conditions.Length: 0 } => "ends what follows only through it",
        ReturnNode => "ends what follows only through it, if its conditions hold",
        SwitchNode => "opens what its cases name",
        ChoiceNode choice => $"runs every branch whose condition holds, of {Counted(choice.Groups.Length, "branch", "branches")}",
        ForeachNode loop => Loop(loop),
        SuspenseNode { Conditions.Length: 0 } => "waits for nothing",
        SuspenseNode => "waits until its conditions hold",
        _ => "does nothing but its mappings",
    };

    public static string Counted(int count, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");

    private static string Call(FunctionNode call)
    {
        if (call.Descriptor is ScriptTask script)
        {
            return $"runs the delegate '{script.Run?.Value}'";
        }

        var written = (FunctionTask)call.Descriptor;
        var name = written.ResourceName?.Value.Trim() ?? string.Empty;
        var address = name.Contains("://", StringComparison.Ordinal) ? name : $"{call.Protocol}://{name}";
        var how = call.Pattern switch
        {
            TaskPattern.TaskAsync => " and waits for its callback",
            TaskPattern.FlowSync => " and waits for its end",
            _ => string.Empty,
        };
        var effect = call.Writes ? string.Empty : ", which changes nothing outside";
        return $"calls {address}{how}{effect}";
    }

    private static string Loop(ForeachNode loop)
    {
        var what = loop.Batch is { } batch ? string.Create(CultureInfo.InvariantCulture, $"{batch} items at a time") : loop.Item ?? "item";
        var bound = (loop.Descriptor as ForeachTask)?.Synchronization?.MaxConcurrency.Value is { IsNullOrMissing: false } most
            ? $", at most {most.AsString() ?? most.ToJson()} at once"
            : string.Empty;
        return $"runs its tasks for each {what} of {loop.Collection.Text}{bound}";
    }
}

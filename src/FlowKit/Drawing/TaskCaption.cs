using System.Globalization;
using FlowKit.Descriptors;

namespace FlowKit.Drawing;

/// <summary>What a task does, in the few words that fit under its name.</summary>
internal static class TaskCaption
{
    private const int MostCharacters = 34;

    private static readonly string[] PlainSchemes = ["https://", "http://"];

    public static DrawnText Of(TaskDescriptor task) => task switch
    {
        FunctionTask call => Resource(call),
        ReturnTask back => Conditions("ends if", back.Conditions),
        SuspenseTask wait => Conditions("waits for", wait.Conditions),
        SwitchTask => Plain("switch"),
        ScriptTask { Expression: { } expression } => new(ConditionText.Shortened($"= {expression.Value}", MostCharacters), expression.Value),
        ScriptTask script => Plain($"script {script.Run?.Value}"),
        ForeachTask loop => Loop(loop),
        ChoiceTask => Plain("every branch that holds"),
        _ => Plain("pass"),
    };

    public static TaskShape ShapeOf(TaskDescriptor task, bool isSubFlow) => task.Category switch
    {
        TaskCategory.Function => isSubFlow ? TaskShape.SubFlow : TaskShape.Call,
        TaskCategory.Script => TaskShape.Script,
        TaskCategory.Pass => TaskShape.Pass,
        TaskCategory.Return => TaskShape.Return,
        TaskCategory.Switch => TaskShape.Switch,
        TaskCategory.Suspense => TaskShape.Suspense,
        TaskCategory.Foreach => TaskShape.Loop,
        _ => TaskShape.Choice,
    };

    private static DrawnText Resource(FunctionTask call)
    {
        var text = call.ResourceName?.Value.Trim() is { Length: > 0 } name ? name : $"{call.ResourceProtocol?.Value.Trim()}://";
        var scheme = Array.Find(PlainSchemes, scheme => text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));
        var bare = text[(scheme?.Length ?? 0)..];

        // The end of an address says more than its beginning.
        return new(bare.Length <= MostCharacters ? bare : $"…{bare[^(MostCharacters - 1)..]}", text);
    }

    private static DrawnText Conditions(string word, IReadOnlyList<Located<string>>? conditions)
    {
        var text = ConditionText.Of([.. (conditions ?? []).Select(one => one.Value)], "and");
        return conditions is { Count: > 0 }
            ? new(ConditionText.Shortened($"{word} {text.Short}", MostCharacters), $"{word} {text.Full}")
            : Plain(word.Split(' ')[0] + (word.StartsWith("ends", StringComparison.Ordinal) ? " always" : " for nothing"));
    }

    private static DrawnText Loop(ForeachTask loop)
    {
        var collection = loop.IterationMapping?.Collection?.Value ?? string.Empty;
        var list = collection.StartsWith("$.input.", StringComparison.Ordinal) ? collection["$.input.".Length..] : collection;
        var item = loop.Batch is { } batch
            ? string.Create(CultureInfo.InvariantCulture, $"{batch.Value} of")
            : $"{loop.IterationMapping?.Item?.Value ?? "item"} in";
        var bound = loop.Synchronization?.MaxConcurrency.Value is { IsNullOrMissing: false } most
            ? $", at most {most.AsString() ?? most.ToJson()} at once"
            : string.Empty;
        var text = $"for each {item} {list}{bound}";
        return new(ConditionText.Shortened(text, MostCharacters * 2), text);
    }

    private static DrawnText Plain(string text) => new(text, text);
}

using FlowKit.Descriptors;
using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Planning;

/// <summary>
/// The references of one group to the outputs of its tasks: <c>$.Bob.data.id</c> means the output of the task <c>Bob</c>. What is referred to
/// is kept under the task's name in the context, and the reference adds the missing edge.
/// </summary>
internal sealed class OutputReferences
{
    private static readonly string[] Documents = ["context", "input", "output", "tasks", "iteration"];

    private readonly Dictionary<string, int> _tasks;
    private readonly SortedDictionary<string, PathSegment[]>?[] _kept;

    private OutputReferences(IReadOnlyList<TaskDescriptor> tasks)
    {
        _tasks = new(tasks.Count, StringComparer.Ordinal);
        _kept = new SortedDictionary<string, PathSegment[]>?[tasks.Count];
        Edges = new List<int>?[tasks.Count];
        for (var i = 0; i < tasks.Count; i++)
        {
            _tasks.Add(tasks[i].Name.Value, i);
        }
    }

    /// <summary>For each task those whose output it reads; null for none.</summary>
    public List<int>?[] Edges { get; }

    /// <summary>Finds the references of a group: of its tasks' mappings, and of the declared output where it is the top level.</summary>
    public static OutputReferences Of(IReadOnlyList<TaskDescriptor> tasks, FlowDescriptor flow, bool isTopLevel)
    {
        var references = new OutputReferences(tasks);
        for (var i = 0; i < tasks.Count; i++)
        {
            references.Find(tasks[i].InputMappings, flow, i);
            references.Find(tasks[i].OutputMappings, flow, i);
        }

        if (isTopLevel)
        {
            references.Find(flow.Output ?? [], flow, reader: -1);
        }

        return references;
    }

    /// <summary>The mappings that keep what others refer to of a task's output; those the author wrote himself are left out.</summary>
    public MappingPlan[] KeepingMappings(int task, MappingPlan[] written)
    {
        if (_kept[task] is not { } kept)
        {
            return [];
        }

        var mappings = new List<MappingPlan>(kept.Count);
        foreach (var (_, location) in kept)
        {
            var target = new MappingTarget(JsonPath.Parse(JsonPath.TextOf([Documents[0], .. location])));
            if (!Array.Exists(written, mapping => !mapping.Merges && mapping.Target.IsSamePlace(target)))
            {
                var source = JsonPath.Parse(JsonPath.TextOf([Documents[2], .. location[1..]]));
                mappings.Add(new(new MappingSource.Path(source), transform: null, target, writesNull: false, strict: false, merges: false));
            }
        }

        return [.. mappings];
    }

    /// <summary>The path as it is read: a reference leads into the context, everything else stays as it is.</summary>
    public JsonPath Resolve(JsonPath path) =>
        TaskOf(path) < 0 ? path : JsonPath.Parse($"$.{Documents[0]}{path.Text.TrimStart()[1..]}");

    /// <summary>The task whose output a path refers to; -1 for none.</summary>
    public int TaskOf(JsonPath path) =>
        path.RootName is { } root && !Documents.Contains(root) && _tasks.TryGetValue(root, out var task) ? task : -1;

    private void Find(IReadOnlyList<MappingDescriptor> mappings, FlowDescriptor flow, int reader)
    {
        for (var i = 0; i < mappings.Count; i++)
        {
            var mapping = mappings[i];
            if (mapping.Reference is { } common)
            {
                Find(flow.CommonMapping[common.Value], flow, reader);
            }
            else if (mapping.Source.Value.AsString() is { } text && MayRefer(text))
            {
                Add(JsonPath.Parse(text), reader);
            }
        }
    }

    // Nearly every path names a document first; those need not be compiled for this.
    private static bool MayRefer(string text)
    {
        foreach (var document in Documents)
        {
            if (text.Length > document.Length + 2 && text[document.Length + 2] is '.' or '[' &&
                text[1] == '.' && text.AsSpan(2).StartsWith(document, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return PathText.IsPath(text);
    }

    private void Add(JsonPath path, int reader)
    {
        var task = TaskOf(path);
        if (task < 0 || task == reader)
        {
            return;
        }

        var location = path.DefinitePrefix();
        (_kept[task] ??= new(StringComparer.Ordinal))[JsonPath.TextOf(location)] = location;
        if (reader >= 0)
        {
            (Edges[reader] ??= []).Add(task);
        }
    }
}

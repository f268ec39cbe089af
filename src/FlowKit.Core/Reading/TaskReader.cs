using FlowKit.Descriptors;
using FlowKit.Errors;

namespace FlowKit.Reading;

/// <summary>Lists of tasks, those of branches included.</summary>
internal static class TaskReader
{
    public static IReadOnlyList<TaskDescriptor> Read(in Fields fields, string field = "tasks")
    {
        if (fields.List(field) is not { } list)
        {
            return [];
        }

        var place = fields.ValuePlace(field, list);
        var findings = fields.Faults.Findings;
        var outer = findings.Task;
        var tasks = new List<TaskDescriptor>(list.Items.Length);
        for (var i = 0; i < list.Items.Length; i++)
        {
            var item = list.Items[i];
            var at = place.Item(i, item.Line, item.Column);
            if (item is SourceMapping map)
            {
                tasks.Add(ReadOne(new Fields(map, at, fields.Faults)));
                findings.Task = outer;
            }
            else
            {
                fields.Faults.WrongType(at, field, "a list of tasks", item);
            }
        }

        return tasks;
    }

    private static TaskDescriptor ReadOne(in Fields fields)
    {
        var name = fields.Text("name") ?? new(string.Empty, fields.Place);
        fields.Faults.Findings.Task = name.Value.Length == 0 ? fields.Faults.Findings.Task : name.Value;
        var category = fields.Word("category", Words.Categories);
        if (category is null && fields.Find("category") is null)
        {
            fields.Faults.Findings.Error(
                FlowErrorCodes.MissingCategory,
                fields.Place,
                "the task has no 'category'",
                $"it may be {string.Join(", ", Words.Categories.Words)}");
        }

        TellUnknown(fields, category);
        return Common(Own(fields, category, name), fields);
    }

    /// <summary>A task whose category is not known is read as a pass task, so that what else is wrong with it is told too.</summary>
    private static TaskDescriptor Own(in Fields fields, TaskCategory? category, Located<string> name) => category switch
    {
        TaskCategory.Function => FunctionReader.Read(fields, name),
        TaskCategory.Return => new ReturnTask { Name = name, Conditions = fields.Texts("conditions") },
        TaskCategory.Choice => ChoiceReader.Read(fields, name),
        TaskCategory.Switch => SwitchReader.Read(fields, name),
        TaskCategory.Foreach => ForeachReader.Read(fields, name),
        TaskCategory.Suspense => new SuspenseTask
        {
            Name = name,
            Conditions = fields.Texts("conditions"),
            Interruptions = fields.Texts("interruptions") ?? [],
        },
        TaskCategory.Script => new ScriptTask { Name = name, Run = fields.Text("run"), Expression = fields.Text("expression") },
        _ => new PassTask { Name = name },
    };

    private static TaskDescriptor Common(TaskDescriptor task, in Fields fields)
    {
        var (current, followings) = BlockReader.Degrade(fields);
        return task with
        {
            Place = fields.Place,
            Title = fields.Text("title")?.Value,
            Description = fields.Text("description")?.Value,
            TemplateId = fields.Text("templateId")?.Value,
            Next = NextReader.Read(fields),
            InputMappings = Joined(MappingReader.Read(fields, "inputMappings"), ShortFormReader.ReadInput(fields)),
            OutputMappings = MappingReader.Read(fields, "outputMappings"),
            Parameters = fields.Object("parameters"),
            Tolerance = fields.Flag("tolerance"),
            Timeline = BlockReader.Timeline(fields),
            DegradeCurrent = current,
            DegradeFollowings = followings,
            KeyCallback = fields.Flag("keyCallback"),
            StreamInput = fields.Word("inputType", Words.Streams) ?? false,
            StreamOutput = fields.Word("outputType", Words.Streams) ?? false,
            Progress = BlockReader.Progress(fields),
            Effect = fields.Word("effect", Words.Effects),
            Cache = BlockReader.Cache(fields),
        };
    }

    private static IReadOnlyList<MappingDescriptor> Joined(
        IReadOnlyList<MappingDescriptor> first, IReadOnlyList<MappingDescriptor> second) =>
        second.Count == 0 ? first : first.Count == 0 ? second : [.. first, .. second];

    private static void TellUnknown(in Fields fields, TaskCategory? category)
    {
        var known = TaskFields.Of(category);
        foreach (ref readonly var member in fields.Members)
        {
            if (!known.Has(member.Key.Text))
            {
                fields.Faults.UnknownField(fields.KeyPlace(member.Key), member.Key.Text, known, TaskFields.Owners(member.Key.Text));
            }
        }
    }
}

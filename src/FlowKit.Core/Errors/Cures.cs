namespace FlowKit.Errors;

/// <summary>What an author can do about a fault whose teller knows no better cure. Every code of reading and validation has one.</summary>
internal static class Cures
{
    /// <summary>The cure in one sentence; null for a code that is told to others than authors.</summary>
    public static string? Of(string code) => code switch
    {
        FlowErrorCodes.FileUnreadable => "check the path, and who may read it",
        FlowErrorCodes.TextTooLarge => "divide it into several flows",
        FlowErrorCodes.NotUtf8 => "save it as UTF-8",
        FlowErrorCodes.ForbiddenCharacter => "take it out, or write it as an escape in double quotes",
        FlowErrorCodes.InvalidYaml => "check brackets, quotes and indentation here",
        FlowErrorCodes.InvalidJson => "check brackets, quotes and commas here",
        FlowErrorCodes.EmptyText => "begin with workspace, dagName and tasks",
        FlowErrorCodes.SeveralDocuments => "put it into a file of its own",
        FlowErrorCodes.NestedTooDeep => "make the value flatter",
        FlowErrorCodes.TooManyAliases => "write the values out, or use 'commonMapping'",
        FlowErrorCodes.UnknownAlias => "put the anchor (&name) before the alias (*name), or quote a text that begins with *",
        FlowErrorCodes.DuplicateKey => "take one of them out",
        FlowErrorCodes.KeyNotText => "write a text as the key",
        FlowErrorCodes.InvalidMerge => "quote the key if it is meant as a name",
        FlowErrorCodes.WrongType => "write it so, or take it out",
        FlowErrorCodes.UnknownField => "check the name, or take it out",
        FlowErrorCodes.UnknownValue => "write one of those",
        FlowErrorCodes.EmptyName => "write the name, or take the comma out",
        FlowErrorCodes.ScenarioIncomplete => "add it",
        FlowErrorCodes.ScenarioContradiction => "take one of them out",
        FlowErrorCodes.ScenarioFlowMissing => "paths begin at the folder of the scenario file",
        _ => OfValidation(code) ?? OfPaths(code) ?? OfWarning(code),
    };

    private static string? OfValidation(string code) => code switch
    {
        FlowErrorCodes.InvalidName => "give it another name",
        FlowErrorCodes.DuplicateName => "names are unique in the whole flow, branches included",
        FlowErrorCodes.NameOfFlow => "rename the task",
        FlowErrorCodes.NextUnknown => "add the task, or take the name out",
        FlowErrorCodes.NoTasks => "add a list 'tasks'",
        FlowErrorCodes.MissingField => "add it",
        FlowErrorCodes.OutOfRange => "write a number in that range",
        FlowErrorCodes.InvalidSetting => "write a number, a text that is one, or a path",
        FlowErrorCodes.SettingElsewhere => "write a number, or a path into that document",
        FlowErrorCodes.InvalidRequestType => "write one of those",
        FlowErrorCodes.NoObject => "pass an object",
        FlowErrorCodes.InvalidSchema => "mend the schema there",
        FlowErrorCodes.TooManyMappings => "make the common mappings smaller",
        FlowErrorCodes.TooManyPatterns => "divide it into several flows",
        FlowErrorCodes.ProtocolUnknown => "register a dispatcher for it, or name one of those",
        FlowErrorCodes.ResourceUnknown => "add it to the 'resources', or name one that is there",
        FlowErrorCodes.DuplicateResource => "rename one of them",
        _ => null,
    };

    private static string? OfPaths(string code) => code switch
    {
        FlowErrorCodes.InvalidPath => "mend it there; a path is such as $.input.user or $.context['first name']",
        FlowErrorCodes.InvalidCondition => "mend it there; a condition is a path such as $.input[?(@.n > 1)]",
        FlowErrorCodes.InvalidExpression => "mend it there",
        FlowErrorCodes.InvalidTarget => "write to a nearer place",
        FlowErrorCodes.ReferenceUnknown => "add it to 'commonMapping', or name one that is there",
        FlowErrorCodes.TriggerOfUnknownTask => "name a task of this flow: $.tasks.name.trigger_url",
        _ => null,
    };

    private static string? OfWarning(string code) => code switch
    {
        FlowErrorCodes.NegativeNumber => "write 0, or take it out",
        FlowErrorCodes.SourceElsewhere => "map the value from a place that is there",
        FlowErrorCodes.NothingToChoose => "add some, or take the task out",
        FlowErrorCodes.DuplicateParameter => "take one of them out",
        FlowErrorCodes.SchemaKeywordUnknown => "say the same with keywords that are checked, or take it out",
        _ => null,
    };
}

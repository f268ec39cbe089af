namespace FlowKit.Errors;

/// <summary>2xxx: what a flow must and should not hold. 29xx are warnings.</summary>
public static partial class FlowErrorCodes
{
    /// <summary>A name holds something else than letters and digits, or is longer than 100.</summary>
    public const string InvalidName = "FLOW2101";

    /// <summary>Two tasks of a document have one name.</summary>
    public const string DuplicateName = "FLOW2102";

    /// <summary>A task has the name of the workspace or of the flow.</summary>
    public const string NameOfFlow = "FLOW2103";

    /// <summary>A task goes on to a task that is not there.</summary>
    public const string NextUnknown = "FLOW2104";

    /// <summary>A task goes on to a task of another group.</summary>
    public const string NextElsewhere = "FLOW2105";

    /// <summary>Tasks wait for each other in a circle.</summary>
    public const string Cycle = "FLOW2106";

    /// <summary>Loops and choices nest too deep.</summary>
    public const string NestingTooDeep = "FLOW2107";

    /// <summary>A flow has too many tasks.</summary>
    public const string TooManyTasks = "FLOW2108";

    /// <summary>A flow has no tasks.</summary>
    public const string NoTasks = "FLOW2109";

    /// <summary>A document of type <c>resource</c> has tasks.</summary>
    public const string TasksInResource = "FLOW2110";

    /// <summary>A case of a switch opens nothing.</summary>
    public const string CaseWithoutNext = "FLOW2111";

    /// <summary>The own <c>next</c> of a switch names a task that none of its cases opens.</summary>
    public const string NextOfNoCase = "FLOW2112";

    /// <summary>A required field is not there, or is empty.</summary>
    public const string MissingField = "FLOW2201";

    /// <summary>A number is out of its range.</summary>
    public const string OutOfRange = "FLOW2202";

    /// <summary>A time, delay or bound is neither a number nor a path.</summary>
    public const string InvalidSetting = "FLOW2203";

    /// <summary>A time, delay or bound is read from a place it cannot be read from.</summary>
    public const string SettingElsewhere = "FLOW2204";

    /// <summary>The collection of a loop is not a path into its input.</summary>
    public const string CollectionElsewhere = "FLOW2205";

    /// <summary>A script has neither or both of <c>run</c> and <c>expression</c>.</summary>
    public const string RunOrExpression = "FLOW2206";

    /// <summary>A request type is none that is known.</summary>
    public const string InvalidRequestType = "FLOW2207";

    /// <summary>A value that must be an object is none.</summary>
    public const string NoObject = "FLOW2208";

    /// <summary>A JSON Schema is malformed.</summary>
    public const string InvalidSchema = "FLOW2209";

    /// <summary>A text is no JSONPath.</summary>
    public const string InvalidPath = "FLOW2301";

    /// <summary>A condition is no JSONPath.</summary>
    public const string InvalidCondition = "FLOW2302";

    /// <summary>A text is no expression.</summary>
    public const string InvalidExpression = "FLOW2303";

    /// <summary>A mapping writes somewhere it must not.</summary>
    public const string TargetElsewhere = "FLOW2304";

    /// <summary>A mapping writes the input or the context itself instead of something in it.</summary>
    public const string TargetIsRoot = "FLOW2305";

    /// <summary>A mapping refers to common mappings that are not there.</summary>
    public const string ReferenceUnknown = "FLOW2306";

    /// <summary>A common mapping refers to another one.</summary>
    public const string ReferenceInCommon = "FLOW2307";

    /// <summary>A callback address is asked for of a task that is not there.</summary>
    public const string TriggerOfUnknownTask = "FLOW2308";

    /// <summary>A flow has too many mappings once its references are written out.</summary>
    public const string TooManyMappings = "FLOW2310";

    /// <summary>A target leads where nothing can be written.</summary>
    public const string InvalidTarget = "FLOW2311";

    /// <summary>A flow has too many regular expressions.</summary>
    public const string TooManyPatterns = "FLOW2312";

    /// <summary>A mapping has both a <c>source</c> and a <c>value</c>.</summary>
    public const string SourceAndValue = "FLOW2309";

    /// <summary>A function does not say whom it calls.</summary>
    public const string MissingAddress = "FLOW2401";

    /// <summary>A resource name has no protocol, and none is given beside it.</summary>
    public const string MissingProtocol = "FLOW2402";

    /// <summary>A protocol is none that is registered.</summary>
    public const string ProtocolUnknown = "FLOW2403";

    /// <summary>The document an address leads to has no resource of that name.</summary>
    public const string ResourceUnknown = "FLOW2404";

    /// <summary>Resources stand for each other in a circle.</summary>
    public const string ResourceLoop = "FLOW2405";

    /// <summary>Two resources have one name.</summary>
    public const string DuplicateResource = "FLOW2406";

    /// <summary>A <c>resourceRef://</c> address does not say which resource of which document it means.</summary>
    public const string ResourceRefInvalid = "FLOW2407";

    /// <summary>A <c>resourceRef://</c> address names a document of type <c>resource</c> that is not registered.</summary>
    public const string ResourceDocumentUnknown = "FLOW2408";

    /// <summary>Warning: a negative number counts as 0.</summary>
    public const string NegativeNumber = "FLOW2901";

    /// <summary>Warning: a condition looks where nothing can be found.</summary>
    public const string ConditionElsewhere = "FLOW2902";

    /// <summary>Warning: a condition asks whether a value is there, not what it is.</summary>
    public const string ConditionAsksPresence = "FLOW2903";

    /// <summary>Warning: a source reads where nothing can be found.</summary>
    public const string SourceElsewhere = "FLOW2904";

    /// <summary>Warning: a word behind <c>$.tasks.&lt;task&gt;</c> gives nothing.</summary>
    public const string TaskWordUnknown = "FLOW2905";

    /// <summary>Warning: a task reads a context value that nothing before it writes.</summary>
    public const string NeverWritten = "FLOW2906";

    /// <summary>Warning: two tasks that may run side by side write overlapping paths.</summary>
    public const string OverlappingWrites = "FLOW2907";

    /// <summary>Warning: a mapping has nothing to write.</summary>
    public const string NothingToWrite = "FLOW2908";

    /// <summary>Warning: the result of a task that writes is not reused.</summary>
    public const string CacheOfWrite = "FLOW2909";

    /// <summary>Warning: a task has no choices or cases.</summary>
    public const string NothingToChoose = "FLOW2910";

    /// <summary>Warning: fields beside a <c>reference</c> count nothing.</summary>
    public const string ReferenceNotAlone = "FLOW2911";

    /// <summary>Warning: a parameter is declared twice.</summary>
    public const string DuplicateParameter = "FLOW2912";

    /// <summary>Warning: an expression reads a name that nothing gives a value.</summary>
    public const string NameWithoutValue = "FLOW2913";

    /// <summary>Warning: a keyword of a JSON Schema is not checked.</summary>
    public const string SchemaKeywordUnknown = "FLOW2914";
}

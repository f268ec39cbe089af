namespace FlowKit.Errors;

/// <summary>What the dispatchers of the package <c>FlowKit</c> say: functions 71xx, HTTP 72xx, models 73xx.</summary>
public static partial class FlowErrorCodes
{
    /// <summary>The input of a task does not fit the type its function takes.</summary>
    public const string FunctionInputUnfit = "FLOW7101";

    /// <summary>The address of an HTTP call is no <c>http</c> or <c>https</c> URL.</summary>
    public const string HttpAddressInvalid = "FLOW7201";

    /// <summary>An HTTP call cannot be made of the input: an unknown method, a header that HTTP does not carry.</summary>
    public const string HttpRequestInvalid = "FLOW7202";

    /// <summary>The address policy of the host refuses the address of an HTTP call.</summary>
    public const string HttpAddressRefused = "FLOW7203";

    /// <summary>There was no connection, or it broke before the answer was complete.</summary>
    public const string HttpNoConnection = "FLOW7204";

    /// <summary>An HTTP call took longer than the dispatcher allows.</summary>
    public const string HttpCallTimeout = "FLOW7205";

    /// <summary>An executor answered with a failing HTTP status.</summary>
    public const string HttpFailingStatus = "FLOW7206";

    /// <summary>An HTTP answer is larger than the dispatcher allows.</summary>
    public const string HttpAnswerTooLarge = "FLOW7207";

    /// <summary>An HTTP answer is neither JSON nor text.</summary>
    public const string HttpAnswerUnreadable = "FLOW7208";

    /// <summary>An HTTP redirect leads to another protocol, nowhere, or on and on.</summary>
    public const string HttpRedirectRefused = "FLOW7209";

    /// <summary>The input of a task that asks a model lacks something, or holds what the model cannot be asked.</summary>
    public const string ModelInputInvalid = "FLOW7301";

    /// <summary>A model service answered with an error object.</summary>
    public const string ModelError = "FLOW7302";

    /// <summary>A model service answered with something its protocol does not know.</summary>
    public const string ModelAnswerUnfit = "FLOW7303";
}

namespace EdgeAgent.Messaging;

/// <summary>One message of <see cref="StatusMail"/>.</summary>
/// <param name="Below">Topic below the pole.</param>
/// <param name="Type">CloudEvents type.</param>
/// <param name="Data">A message record.</param>
internal sealed record StatusMessage(string Below, string Type, object Data);

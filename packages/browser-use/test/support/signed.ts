/**
 * Webhooks as a sender in Python signs them: `canonical` is what its `json.dumps(body,
 * separators=(",", ":"), sort_keys=True)` printed, `signature` what its `hmac` made of
 * `{timestamp}.{canonical}`. Literals, so that no code of ours is on both sides.
 */
export const secret = "whsec_fixture"

/** Seconds since 1970. */
export const timestamp = "1773568800"

export interface Signed {
  readonly name: string
  /** As it was sent. */
  readonly body: string
  readonly canonical: string
  readonly signature: string
}

export const signed: ReadonlyArray<Signed> = [
  {
    name: "ASCII",
    body: '{"type": "agent.task.status_update", "timestamp": "2026-03-15T10:00:00", "payload": {"task_id": "t-1", "session_id": "s-1", "status": "finished", "metadata": {"customer": "42"}}}',
    canonical:
      '{"payload":{"metadata":{"customer":"42"},"session_id":"s-1","status":"finished","task_id":"t-1"},"timestamp":"2026-03-15T10:00:00","type":"agent.task.status_update"}',
    signature: "bf9174d0e02bac32a69892461780a845ca45da1ae32667392f1f2f012e6e7494"
  },
  {
    name: "metadata beyond ASCII",
    body: '{"type": "agent.task.status_update", "timestamp": "2026-03-15T10:00:00", "payload": {"task_id": "t-1", "session_id": "s-1", "status": "finished", "metadata": {"name": "Zo\u00eb \u6771\u4eac"}}}',
    canonical:
      '{"payload":{"metadata":{"name":"Zo\\u00eb \\u6771\\u4eac"},"session_id":"s-1","status":"finished","task_id":"t-1"},"timestamp":"2026-03-15T10:00:00","type":"agent.task.status_update"}',
    signature: "03dcb0fc1e5bac5ddc3798821d97299f202d5b65e0a1e3fece8d81c12943cc59"
  },
  {
    name: "names that JavaScript takes for indices",
    body: '{"type": "agent.task.status_update", "timestamp": "2026-03-15T10:00:00", "payload": {"task_id": "t-1", "session_id": "s-1", "status": "finished", "metadata": {"9": "nine", "10": "ten"}}}',
    canonical:
      '{"payload":{"metadata":{"10":"ten","9":"nine"},"session_id":"s-1","status":"finished","task_id":"t-1"},"timestamp":"2026-03-15T10:00:00","type":"agent.task.status_update"}',
    signature: "a0a7293d74f59b222dc4da47680c64174efb7dddb00707428987d709368be152"
  },
  {
    name: "a float with a zero",
    body: '{"type": "agent.task.status_update", "timestamp": "2026-03-15T10:00:00", "payload": {"task_id": "t-1", "session_id": "s-1", "status": "finished", "metadata": {"price": 1.0}}}',
    canonical:
      '{"payload":{"metadata":{"price":1.0},"session_id":"s-1","status":"finished","task_id":"t-1"},"timestamp":"2026-03-15T10:00:00","type":"agent.task.status_update"}',
    signature: "13749abb48df942fabda2d0b47d7493406357f52d9218b6c7c33e83252b60f00"
  },
  {
    name: "an integer of 20 digits",
    body: '{"type": "agent.task.status_update", "timestamp": "2026-03-15T10:00:00", "payload": {"task_id": "t-1", "session_id": "s-1", "status": "finished", "metadata": {"order": 12345678901234567890}}}',
    canonical:
      '{"payload":{"metadata":{"order":12345678901234567890},"session_id":"s-1","status":"finished","task_id":"t-1"},"timestamp":"2026-03-15T10:00:00","type":"agent.task.status_update"}',
    signature: "5a48fe79644119f15eb59fce46a923582c36bfe87c522426615378060a30f303"
  },
  {
    name: "a field more at the top",
    body: '{"type": "agent.task.status_update", "timestamp": "2026-03-15T10:00:00", "payload": {"task_id": "t-1", "session_id": "s-1", "status": "finished", "metadata": {}}, "attempt": 1, "region": "eu"}',
    canonical:
      '{"attempt":1,"payload":{"metadata":{},"session_id":"s-1","status":"finished","task_id":"t-1"},"region":"eu","timestamp":"2026-03-15T10:00:00","type":"agent.task.status_update"}',
    signature: "2bbc6fba6d4ef5f36c03658645f0e01e15e3361cec43da235dd64afc68b256b3"
  },
  {
    name: "the status failed",
    body: '{"type": "agent.task.status_update", "timestamp": "2026-03-15T10:00:00", "payload": {"task_id": "t-1", "session_id": "s-1", "status": "failed", "metadata": {}}}',
    canonical:
      '{"payload":{"metadata":{},"session_id":"s-1","status":"failed","task_id":"t-1"},"timestamp":"2026-03-15T10:00:00","type":"agent.task.status_update"}',
    signature: "f6b3d12f8d15c6f5c388dbb4d8da85b04de0351775b150262e055eb467c8e08d"
  },
  {
    name: "the status idle",
    body: '{"type": "agent.task.status_update", "timestamp": "2026-03-15T10:00:00", "payload": {"task_id": "t-1", "session_id": "s-1", "status": "idle", "metadata": {}}}',
    canonical:
      '{"payload":{"metadata":{},"session_id":"s-1","status":"idle","task_id":"t-1"},"timestamp":"2026-03-15T10:00:00","type":"agent.task.status_update"}',
    signature: "707c6877fa875f4b91f217eaab3a7b38ccc556ada161057a05886bc435b61518"
  },
  {
    name: "every escape",
    body: '{"type": "agent.task.status_update", "timestamp": "2026-03-15T10:00:00", "payload": {"task_id": "t-1", "session_id": "s-1", "status": "finished", "metadata": {"text": "a/b \\"q\\" \\\\ \\b\\f\\n\\r\\t\\u0001\\u001f\u007f\u0080\u2028\ufeff"}}}',
    canonical:
      '{"payload":{"metadata":{"text":"a/b \\"q\\" \\\\ \\b\\f\\n\\r\\t\\u0001\\u001f\\u007f\\u0080\\u2028\\ufeff"},"session_id":"s-1","status":"finished","task_id":"t-1"},"timestamp":"2026-03-15T10:00:00","type":"agent.task.status_update"}',
    signature: "d2a46741e108e6703a46a15be06ecd7eaabab86b51da1cf40f7c52f980c973d5"
  },
  {
    name: "names that UTF-16 sorts differently",
    body: '{"type": "agent.task.status_update", "timestamp": "2026-03-15T10:00:00", "payload": {"task_id": "t-1", "session_id": "s-1", "status": "finished", "metadata": {"\ud83d\ude00": "grin", "\uffff": "last of its plane", "\u00e9": "\ud83c\udde9\ud83c\uddea", "z": "", "": "empty", "zz": "longer"}}}',
    canonical:
      '{"payload":{"metadata":{"":"empty","z":"","zz":"longer","\\u00e9":"\\ud83c\\udde9\\ud83c\\uddea","\\uffff":"last of its plane","\\ud83d\\ude00":"grin"},"session_id":"s-1","status":"finished","task_id":"t-1"},"timestamp":"2026-03-15T10:00:00","type":"agent.task.status_update"}',
    signature: "9aa0a485b3c8ffe68195bd6a412ca8cb756bbe64ba6841505e8be6114f1fa2e7"
  },
  {
    name: "half a surrogate pair",
    body: '{"type": "agent.task.status_update", "timestamp": "2026-03-15T10:00:00", "payload": {"task_id": "t-1", "session_id": "s-1", "status": "finished", "metadata": {"half": "\\ud83d"}}}',
    canonical:
      '{"payload":{"metadata":{"half":"\\ud83d"},"session_id":"s-1","status":"finished","task_id":"t-1"},"timestamp":"2026-03-15T10:00:00","type":"agent.task.status_update"}',
    signature: "4a413f5e8359aa25ff0d5c3d422ccbde370007437e0a33245adc8f64484e0377"
  },
  {
    name: "numbers as Python prints them",
    body: '{"type": "agent.task.status_update", "timestamp": "2026-03-15T10:00:00", "payload": {"task_id": "t-1", "session_id": "s-1", "status": "finished", "metadata": {"big": 1e+22, "small": 1e-07, "zero": -0.0, "third": 0.3333333333333333, "list": [1, [], {}, null, true, false]}}}',
    canonical:
      '{"payload":{"metadata":{"big":1e+22,"list":[1,[],{},null,true,false],"small":1e-07,"third":0.3333333333333333,"zero":-0.0},"session_id":"s-1","status":"finished","task_id":"t-1"},"timestamp":"2026-03-15T10:00:00","type":"agent.task.status_update"}',
    signature: "6573dff259e0026734cd039e6b28d5f0c23f398bf30f34c2e1927cb84645dea0"
  },
  {
    name: "a name that comes twice, and space everywhere",
    body: '\n{ "payload" : {"status":"started", "task_id":"t-0", "metadata":{"a":[1 , 2\t],"a":{ } },"task_id":"t-1","session_id":"s-1"},\r\n"type":"agent.task.status_update" , "timestamp":"2026-03-15T10:00:00"}\n',
    canonical:
      '{"payload":{"metadata":{"a":{}},"session_id":"s-1","status":"started","task_id":"t-1"},"timestamp":"2026-03-15T10:00:00","type":"agent.task.status_update"}',
    signature: "be5a06de5ada56b461a539b8956ee33103c73a30ecc2ace15e4fb85cd0e50420"
  }
]

/** Another sender, which signs what it sends and nothing else: the first body above. */
export const raw = "ec9d65571a6bb15de66b3440729e45821ca9ec5c7ba836994c1641a44dc2c7aa"

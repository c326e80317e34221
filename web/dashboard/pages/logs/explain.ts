/** The kinds of errors, each with a text in every language. */
export type ErrorKind = keyof typeof EN;

/** The facts of a refused request that its kind follows from. */
interface Facts {
  readonly status: number;
  readonly errorType: string | null;
  readonly errorCode: string | null;
}

/** Kinds by the error's code; the first that fits counts. */
const BY_CODE: readonly (readonly [RegExp, ErrorKind])[] = [
  [/^parameter_missing$/, 'missing'],
  [/^parameter_unknown$/, 'unknown'],
  [/^(email|url)_invalid$|^invalid_url/, 'address'],
  [/^amount_too_(small|large)$/, 'amount'],
  [/^parameter_invalid|_invalid_parameter$|^invalid_fields$/, 'invalid'],
  [/^resource_missing$/, 'nothing'],
  [/already_exists$/, 'taken'],
  [/^balance_insufficient$|^payouts_/, 'balance'],
  [/^test_mode_live_card$/, 'live'],
  [/^authentication_required$|action_required$|requires_action$/, 'authenticate'],
  [/attempt_expired$|verification_timeout$/, 'late'],
  [/(cvc|zip|number|expiry_(month|year))$|^incorrect_|^expired_card$/, 'typed'],
  [/declined?$|attempt_failed$|authentication_failure$|^processing_error$|mandate/, 'declined'],
  [/unexpected_state$|transition_invalid$|not_editable$|already_|not_active|not_refundable$|invalid_state$/, 'state'],
  [/^idempotency_key_in_use$|^lock_timeout$/, 'busy'],
  [/^rate_limit$/, 'often'],
  [/^secret_key_required$|api_key_expired$/, 'key'],
  [/^account_invalid$|^no_account$/, 'account'],
  [/tax/, 'tax'],
  [/^requirements_|^verification_|_invalid$|^invalid_/, 'invalid'],
];

/** Kinds of errors whose code has none, by their status. */
const BY_STATUS: Readonly<Record<number, ErrorKind>> = {
  401: 'key',
  402: 'declined',
  403: 'account',
  404: 'nothing',
  409: 'busy',
  429: 'often',
  501: 'notBuilt',
};

/** The kind of an error. */
export function kindOf({ status, errorType, errorCode }: Facts): ErrorKind {
  if (errorType === 'idempotency_error') return 'reused';
  const byCode = errorCode === null ? undefined : BY_CODE.find(([pattern]) => pattern.test(errorCode))?.[1];
  return byCode ?? BY_STATUS[status] ?? (status >= 500 ? 'broken' : 'invalid');
}

const EN = {
  missing: 'A parameter that is needed was not sent. Send it; the Shell has a form with all parameters.',
  unknown: 'No parameter has this name at this API version. Check its spelling, its brackets and the version.',
  address: 'The address is malformed. Send a whole one: https://example.com or jenny@example.com.',
  amount: 'Amounts are in the smallest unit of the currency: 1099 is $10.99, and ¥1099. Change the amount.',
  invalid: 'The value does not fit the parameter. The message names what fits.',
  nothing:
    'There is no such object in this account. It may be of another account or deleted: check the id and the key.',
  taken: 'An object with this id or code exists. Choose another one, or use the one that exists.',
  balance: 'The balance has too little of what is available. Wait until funds are, or move the clock forward.',
  live: 'This is a real card number. Use a test card, such as 4242 4242 4242 4242.',
  authenticate: 'The customer has to act first. Confirm in their presence, and let Stripe.js show the next action.',
  late: 'The customer did not finish in time. Confirm again with a payment method.',
  typed: 'What was typed of the card is wrong or out of date. Ask the customer for it again.',
  declined: 'The bank or the customer declined. Let the customer try again, or use another payment method.',
  state: 'The object is in a state in which this cannot be done. Look at its status, and at what happened to it.',
  busy: 'Another request works on the same object or has the same key. Repeat it after a moment, with the same key.',
  reused: 'This Idempotency-Key was used with other parameters. Use a new key for a new request.',
  often: 'Too many requests at once. Repeat it later, each time after a longer wait.',
  key: 'The key is not known, has expired or is of the wrong kind. Take the secret key from Settings, API.',
  account:
    'The key may not do this, or the account is not connected to its platform. Check Stripe-Account and the key.',
  tax: 'The tax of this sale cannot be worked out. Check the settings of tax and the address of the customer.',
  notBuilt: 'Florin does not have this yet. docs/coverage.md lists what it has.',
  broken: 'Florin failed. The output of its process says why; repeat the request with the same Idempotency-Key.',
};

const FR: typeof EN = {
  missing: 'Un paramètre nécessaire n’a pas été envoyé. Envoyez-le ; le Shell a un formulaire de tous les paramètres.',
  unknown: 'Aucun paramètre n’a ce nom à cette version. Vérifiez l’orthographe, les crochets et la version.',
  address: 'L’adresse est mal formée. Envoyez-la entière : https://example.com ou jenny@example.com.',
  amount: 'Les montants sont dans la plus petite unité : 1099 vaut 10,99 $, et 1099 ¥. Changez le montant.',
  invalid: 'La valeur ne convient pas au paramètre. Le message dit ce qui convient.',
  nothing: 'Ce compte n’a pas cet objet. Il est peut-être d’un autre compte ou supprimé : vérifiez l’ID et la clé.',
  taken: 'Un objet a déjà cet ID ou ce code. Choisissez-en un autre, ou utilisez celui qui existe.',
  balance: 'Le solde disponible ne suffit pas. Attendez que des fonds le soient, ou avancez l’horloge.',
  live: 'C’est un vrai numéro de carte. Utilisez une carte de test, comme 4242 4242 4242 4242.',
  authenticate:
    'Le client doit d’abord agir. Confirmez en sa présence, et laissez Stripe.js montrer l’action suivante.',
  late: 'Le client n’a pas terminé à temps. Confirmez de nouveau avec un moyen de paiement.',
  typed: 'Les données saisies de la carte sont fausses ou périmées. Redemandez-les au client.',
  declined: 'La banque ou le client a refusé. Laissez le client réessayer, ou utilisez un autre moyen de paiement.',
  state: 'L’objet est dans un état où ce n’est pas possible. Regardez son état, et ce qui lui est arrivé.',
  busy: 'Une autre requête travaille sur le même objet ou a la même clé. Répétez-la dans un instant, avec la même clé.',
  reused: 'Cette Idempotency-Key a servi avec d’autres paramètres. Prenez une nouvelle clé pour une nouvelle requête.',
  often: 'Trop de requêtes à la fois. Répétez plus tard, chaque fois après une attente plus longue.',
  key: 'La clé est inconnue, expirée ou du mauvais genre. Prenez la clé secrète dans Paramètres, API.',
  account:
    'La clé n’a pas ce droit, ou le compte n’est pas connecté à sa plateforme. Vérifiez Stripe-Account et la clé.',
  tax: 'La taxe de cette vente ne peut pas être calculée. Vérifiez les paramètres de taxe et l’adresse du client.',
  notBuilt: 'Florin ne l’a pas encore. docs/coverage.md dit ce qu’il a.',
  broken: 'Florin a échoué. La sortie de son processus dit pourquoi ; répétez la requête avec la même Idempotency-Key.',
};

/** The meaning of an error and the remedy, in the language of a tag. */
export function explain(facts: Facts, tag: string): string {
  return (tag.startsWith('fr') ? FR : EN)[kindOf(facts)];
}
